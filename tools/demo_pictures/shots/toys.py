"""The plush dog."""

from tools.demo_pictures.photos import Draw, broad, jpeg, square
from tools.demo_pictures.scene import WHITE, Set
from tools.demo_pictures.solids import placed, shifted
from tools.demo_pictures.things.dog import dog
from tools.demo_pictures.vectors import hexed

CARAMEL, CHOCOLATE = hexed("#c98d52"), hexed("#7a4a2a")
GREY, SLATE, BLUE = hexed("#a9a7a3"), hexed("#5c5d62"), hexed("#2f5f8c")

SHOTS: dict[str, Draw] = {
    "cute-dog.jpg": lambda: jpeg(Set(square(31, 11.2, 10), [dog(CARAMEL, CHOCOLATE, 0.3)], hexed("#dfe6e8"))),
    "cute-dog-front.jpg": lambda: jpeg(Set(square(30, 11.2, 6), [dog(CARAMEL, CHOCOLATE, 0.0)], hexed("#f1dfc9"))),
    "cute-dog-face.jpg": lambda: jpeg(
        Set(square(17, 16.8, 8, aside=0.6), [dog(CARAMEL, CHOCOLATE, 0.2)], hexed("#dfe6e8"))
    ),
    "cute-dog-grey.jpg": lambda: jpeg(Set(square(31, 11.2, 10), [dog(GREY, SLATE, -0.4, BLUE)], hexed("#e9e2d2"))),
    "cute-dog-big-and-small.jpg": lambda: jpeg(
        Set(
            broad(52, 11.5, 9),
            [
                shifted(dog(CARAMEL, CHOCOLATE, 0.35), (-9.0, 0.0, -3.0)),
                shifted(
                    placed(dog(GREY, SLATE, -0.5, BLUE), lambda p: (p[0] * 0.66, p[1] * 0.66, p[2] * 0.66)),
                    (10.5, 0.0, 3.0),
                ),
            ],
            hexed("#cfdcd6"),
        )
    ),
    "cute-dog-profile.jpg": lambda: jpeg(Set(square(31, 11.2, 8), [dog(CARAMEL, CHOCOLATE, 0.95)], WHITE)),
}
