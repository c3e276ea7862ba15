"""T-shirts and dresses."""

from functools import partial

from web.demo.camera import Camera
from web.demo.photos import jpeg, square, tall
from web.demo.plan.picture import MAIN, DemoPicture, in_words
from web.demo.scene import Set
from web.demo.solids import Thing, shifted
from web.demo.things.dress import dress
from web.demo.things.tshirt import tshirt
from web.demo.vectors import Colour, hexed

WHITE, NAVY, SAGE = hexed("#f6f3ee"), hexed("#2b3a55"), hexed("#9cab92")
TERRACOTTA, FLAX, INK = hexed("#c46f52"), hexed("#e3d7c1"), hexed("#3c4658")

shirts = partial(DemoPicture, "product", 123)
dresses = partial(DemoPicture, "product", 14)


def hung(camera: Camera, things: list[Thing], wall: Colour) -> Set:
    """On a wall: paper all the way down."""
    return Set(camera, things, wall, horizon=1.4, hung=True, exposure=1.22)


SHIRTS = (
    shirts(
        "organic-t-shirt-white.jpg",
        lambda: jpeg(hung(square(104, 35, 2), [tshirt(WHITE)], hexed("#d6dad6"))),
        "White organic cotton T-shirt on a wooden hanger, front view",
        in_words(
            "T-shirt blanc en coton biologique sur un cintre en bois, vu de face",
            "Weißes T-Shirt aus Biobaumwolle auf einem Holzbügel, Vorderansicht",
        ),
        MAIN,
        variations=(12301, 12302),
    ),
    shirts(
        "organic-t-shirt-navy-sun.jpg",
        lambda: jpeg(hung(square(104, 35, 2), [tshirt(NAVY, "navy", "sun")], hexed("#e6ddd0"))),
        "Navy T-shirt with a setting sun printed on the chest",
        in_words(
            "T-shirt bleu marine à imprimé soleil couchant sur la poitrine",
            "Marineblaues T-Shirt mit aufgedruckter untergehender Sonne",
        ),
        variations=(12303,),
    ),
    shirts(
        "organic-t-shirt-sage-waves.jpg",
        lambda: jpeg(hung(square(104, 35, 2), [tshirt(SAGE, "sage", "waves")], hexed("#efe9e0"))),
        "Sage green T-shirt with a print of seven waves",
        in_words("T-shirt vert sauge à imprimé de sept vagues"),
        variations=(12304,),
    ),
    shirts(
        "organic-t-shirt-print-detail.jpg",
        lambda: jpeg(hung(square(42, 46, 2), [tshirt(NAVY, "navy", "sun", fine=3)], hexed("#e6ddd0"))),
        "Close-up of the sun print and the ribbed collar",
        in_words(german="Nahaufnahme von Sonnendruck und geripptem Kragen"),
    ),
    shirts(
        "organic-t-shirt-pair.jpg",
        lambda: jpeg(
            hung(
                Camera(1600, 1200, 196, (0.0, 33.0, 0.0), 2),
                [
                    shifted(tshirt(SAGE, "left", detail=70, fine=1), (-50.0, 0.0, 0.0)),
                    shifted(tshirt(WHITE, "right", "waves", NAVY, detail=70, fine=1), (50.0, 0.0, 0.0)),
                ],
                hexed("#d9d2c8"),
            )
        ),
        None,
    ),
)

DRESSES = (
    dresses(
        "linen-dress-terracotta.jpg",
        lambda: jpeg(hung(tall(112, 56, 2), [dress(TERRACOTTA)], hexed("#ece6df"))),
        "Sleeveless terracotta linen dress with a tied waist",
        in_words(
            "Robe sans manches en lin terre cuite, nouée à la taille",
            "Ärmelloses Leinenkleid in Terrakotta mit gebundener Taille",
        ),
        MAIN,
        variations=(1401, 1402, 1403, 1404),
    ),
    dresses(
        "linen-dress-flax.jpg",
        lambda: jpeg(hung(tall(112, 56, 2), [dress(FLAX, "flax", hexed("#8a6b4e"))], hexed("#c8d0cd"))),
        "The linen dress in natural flax with a brown sash",
        in_words("La robe en lin naturel avec une ceinture brune", "Das Leinenkleid in Naturleinen mit braunem Gürtel"),
        ("hover_image",),
    ),
    dresses(
        "linen-dress-waist-detail.jpg",
        lambda: jpeg(hung(square(46, 68, 2), [dress(TERRACOTTA)], hexed("#ece6df"))),
        "Close-up of the bow at the waist and the pleats",
        in_words("Gros plan sur le nœud à la taille et les plis"),
    ),
    dresses(
        "linen-dress-ink.jpg",
        lambda: jpeg(hung(tall(112, 56, 2), [dress(INK, "ink")], hexed("#e4dcd3"))),
        "The linen dress in ink blue",
        in_words("La robe en lin bleu encre", "Das Leinenkleid in Tintenblau"),
    ),
)

PICTURES = (*DRESSES, *SHIRTS)
