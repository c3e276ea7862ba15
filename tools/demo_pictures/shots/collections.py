"""Pictures of collections: several products on one set."""

from tools.demo_pictures.photos import Draw, broad, jpeg
from tools.demo_pictures.scene import Set
from tools.demo_pictures.solids import Thing, shifted
from tools.demo_pictures.things.backpack import backpack
from tools.demo_pictures.things.bowl import bowl, lemons
from tools.demo_pictures.things.candle import candle
from tools.demo_pictures.things.cushion import cushion
from tools.demo_pictures.things.dog import dog
from tools.demo_pictures.things.headphones import headphones
from tools.demo_pictures.things.lamp import lamp
from tools.demo_pictures.things.mug import mug
from tools.demo_pictures.things.notebook import notebook, pencil
from tools.demo_pictures.things.sneaker import sneaker
from tools.demo_pictures.things.vase import stems, vase
from tools.demo_pictures.vectors import hexed

CREAM, CLAY, TEAL = hexed("#efe9df"), hexed("#c9836b"), hexed("#54787a")


def _table() -> list[Thing]:
    return [
        shifted(vase("round", CLAY), (17.0, 0.0, -12.0)),
        shifted(vase("bottle", CREAM, ribs=22) + stems("table", 5, 17, 15), (-17.0, 0.0, -9.0)),
        shifted(
            bowl(hexed("#f0ebe2"), TEAL, 9.0) + lemons("table", [(-2.5, 4.6, 0.0), (2.6, 4.8, 0.8), (0.0, 6.4, -1.0)]),
            (0.0, 0.0, -1.0),
        ),
        shifted(mug(hexed("#33506b"), 0.4), (-13.0, 0.0, 11.0)),
        shifted(candle(hexed("#c98a4b"), "FIG & CEDAR"), (14.0, 0.0, 10.0)),
    ]


def _evening() -> list[Thing]:
    return [
        shifted(cushion(hexed("#c8674a"), "evening", 0.25), (-21.0, 0.0, -10.0)),
        shifted(lamp(hexed("#2f5d62")), (25.0, 0.0, -4.0)),
        shifted(mug(CREAM, 0.6), (6.0, 0.0, 16.0)),
    ]


def _weekend() -> list[Thing]:
    return [
        shifted(backpack(hexed("#3d5a56")), (-17.0, 0.0, -8.0)),
        shifted(dog(hexed("#c98d52"), hexed("#7a4a2a"), -0.2), (14.0, 0.0, -3.0)),
        shifted(sneaker(hexed("#27384f"), hexed("#d8794a"), turn=-0.5), (1.0, 0.0, 19.0)),
    ]


def _music() -> list[Thing]:
    return [
        shifted(vase("tall", hexed("#3f4a45")), (12.5, 0.0, -10.0)),
        shifted(headphones(hexed("#e9e2d6"), hexed("#d9b78a"), 0.5, hexed("#b98d66")), (-5.0, 0.0, 0.0)),
    ]


def _desk() -> list[Thing]:
    return [
        shifted(mug(hexed("#d8bd98"), 0.4, filled=hexed("#3a2214")), (11.5, 0.0, -6.0)),
        shifted(notebook(hexed("#2e5a4d"), "Field notes", 0.2), (-5.0, 0.0, 0.0)),
        pencil(hexed("#e2a93b"), (4.0, 0.0, 13.0), 0.35),
    ]


SHOTS: dict[str, Draw] = {
    "home-table.jpg": lambda: jpeg(Set(broad(60, 9.5, 15), _table(), hexed("#e2d4c4"), blurred={0: 1.6, 1: 1.0})),
    "home-evening.jpg": lambda: jpeg(
        Set(broad(98, 20, 9), _evening(), hexed("#a8988a"), halo=((25.0, 30.0, -4.0), 50.0, (0.7, 0.5, 0.27)))
    ),
    "featured-weekend.jpg": lambda: jpeg(Set(broad(76, 19, 12), _weekend(), hexed("#d5dcd6"))),
    "featured-music.jpg": lambda: jpeg(Set(broad(42, 10.5, 10), _music(), hexed("#cdb7a4"), blurred={0: 2.4})),
    "desk-morning.jpg": lambda: jpeg(Set(broad(44, 1.5, 38), _desk(), hexed("#d9dcd9"))),
}
