"""T-shirts and dresses."""

from tools.demo_pictures.camera import Camera
from tools.demo_pictures.photos import Draw, jpeg, square, tall
from tools.demo_pictures.scene import Set
from tools.demo_pictures.solids import Thing, shifted
from tools.demo_pictures.things.dress import dress
from tools.demo_pictures.things.tshirt import tshirt
from tools.demo_pictures.vectors import Colour, hexed

WHITE, NAVY, SAGE = hexed("#f6f3ee"), hexed("#2b3a55"), hexed("#9cab92")
TERRACOTTA, FLAX, INK = hexed("#c46f52"), hexed("#e3d7c1"), hexed("#3c4658")


def hung(camera: Camera, things: list[Thing], wall: Colour) -> Set:
    """On a wall: paper all the way down."""
    return Set(camera, things, wall, horizon=1.4, hung=True, exposure=1.22)


SHOTS: dict[str, Draw] = {
    "linen-dress-terracotta.jpg": lambda: jpeg(hung(tall(112, 56, 2), [dress(TERRACOTTA)], hexed("#ece6df"))),
    "linen-dress-flax.jpg": lambda: jpeg(
        hung(tall(112, 56, 2), [dress(FLAX, "flax", hexed("#8a6b4e"))], hexed("#c8d0cd"))
    ),
    "linen-dress-waist-detail.jpg": lambda: jpeg(hung(square(46, 68, 2), [dress(TERRACOTTA)], hexed("#ece6df"))),
    "linen-dress-ink.jpg": lambda: jpeg(hung(tall(112, 56, 2), [dress(INK, "ink")], hexed("#e4dcd3"))),
    "organic-t-shirt-white.jpg": lambda: jpeg(hung(square(104, 35, 2), [tshirt(WHITE)], hexed("#d6dad6"))),
    "organic-t-shirt-navy-sun.jpg": lambda: jpeg(
        hung(square(104, 35, 2), [tshirt(NAVY, "navy", "sun")], hexed("#e6ddd0"))
    ),
    "organic-t-shirt-sage-waves.jpg": lambda: jpeg(
        hung(square(104, 35, 2), [tshirt(SAGE, "sage", "waves")], hexed("#efe9e0"))
    ),
    "organic-t-shirt-print-detail.jpg": lambda: jpeg(
        hung(square(42, 46, 2), [tshirt(NAVY, "navy", "sun", fine=3)], hexed("#e6ddd0"))
    ),
    "organic-t-shirt-pair.jpg": lambda: jpeg(
        hung(
            Camera(1600, 1200, 196, (0.0, 33.0, 0.0), 2),
            [
                shifted(tshirt(SAGE, "left", detail=70, fine=1), (-50.0, 0.0, 0.0)),
                shifted(tshirt(WHITE, "right", "waves", NAVY, detail=70, fine=1), (50.0, 0.0, 0.0)),
            ],
            hexed("#d9d2c8"),
        )
    ),
}
