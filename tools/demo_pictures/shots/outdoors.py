"""Shoes, rucksacks and sunglasses."""

from tools.demo_pictures.photos import Draw, broad, jpeg, lying_jpeg, square, tall
from tools.demo_pictures.scene import WHITE, Set
from tools.demo_pictures.solids import Thing, shifted
from tools.demo_pictures.things.backpack import backpack
from tools.demo_pictures.things.sneaker import sneaker
from tools.demo_pictures.things.sunglasses import case, sunglasses
from tools.demo_pictures.vectors import hexed

CHALK, FOREST = hexed("#f2efe9"), hexed("#2f6b4f")
NAVY, ORANGE = hexed("#27384f"), hexed("#d8794a")
CORAL, CREAM = hexed("#cf6f5e"), hexed("#f3e8d6")
SPRUCE, OCHRE, STONE = hexed("#3d5a56"), hexed("#c8923f"), hexed("#8f8a80")
TORTOISE, GREY_GREEN, CLEAR_PINK = hexed("#5a3420"), hexed("#2a2f2a"), hexed("#d99a8c")


def _pair() -> list[Thing]:
    return [
        shifted(sneaker(NAVY, ORANGE, turn=0.5), (3.0, 0.0, -9.0)),
        shifted(sneaker(NAVY, ORANGE, turn=-0.35), (-2.0, 0.0, 6.0)),
    ]


SHOTS: dict[str, Draw] = {
    "court-sneaker-white-side.jpg": lambda: jpeg(
        Set(square(36, 4.6, 12), [sneaker(CHALK, FOREST, turn=-0.12)], hexed("#e8e2da"))
    ),
    "court-sneaker-white-angle.jpg": lambda: jpeg(
        Set(square(35, 4.6, 24), [sneaker(CHALK, FOREST, turn=-0.75)], hexed("#d3dad3"))
    ),
    "court-sneaker-navy.jpg": lambda: jpeg(
        Set(square(36, 4.6, 18), [sneaker(NAVY, ORANGE, turn=-0.4)], hexed("#e8b48f"))
    ),
    "court-sneaker-navy-pair.jpg": lambda: jpeg(Set(broad(44, 3.6, 26), _pair(), hexed("#dcdedf"))),
    "court-sneaker-laces.jpg": lambda: jpeg(
        Set(square(17, 6.4, 34, aside=1.0), [sneaker(CORAL, CREAM, turn=-0.6)], hexed("#e6e3dc"))
    ),
    "trail-backpack-spruce.jpg": lambda: jpeg(Set(square(64, 21, 8), [backpack(SPRUCE)], hexed("#e9e6e0"))),
    "trail-backpack-ochre-phone.jpg": lambda: lying_jpeg(
        Set(tall(46, 21.5, 10), [backpack(OCHRE, turn=-0.35)], hexed("#7f9a9c"))
    ),
    "trail-backpack-front.jpg": lambda: jpeg(
        Set(square(60, 21, 5), [backpack(STONE, hexed("#5c4030"), turn=0.0)], WHITE)
    ),
    "trail-backpack-buckles.jpg": lambda: jpeg(Set(square(25, 20, 8), [backpack(SPRUCE, turn=0.15)], hexed("#e9e6e0"))),
    "sunglasses-tortoise.jpg": lambda: jpeg(
        Set(
            square(21.5, 2.4, 16, aside=-0.6),
            [shifted(sunglasses(TORTOISE, GREY_GREEN, 0.42), (0.0, 0.0, 5.0))],
            hexed("#f0d9c4"),
        )
    ),
    "sunglasses-round-small.jpg": lambda: jpeg(
        Set(
            square(21, 2.2, 20, size=420),
            [shifted(sunglasses(hexed("#22242a"), hexed("#33405a"), -0.4, 2.0), (0.0, 0.0, 5.0))],
            hexed("#c9d4da"),
        )
    ),
    "sunglasses-with-case.jpg": lambda: jpeg(
        Set(
            broad(26, 2.4, 22),
            [
                case(hexed("#b98a5e"), (3.0, 0.0, -7.0), 0.2),
                shifted(sunglasses(TORTOISE, GREY_GREEN, 0.3), (-1.5, 0.0, 7.0)),
            ],
            hexed("#dfe0d8"),
        )
    ),
}
