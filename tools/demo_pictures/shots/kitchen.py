"""Mugs, bowls and what stands on the table."""

from math import tau

from tools.demo_pictures.photos import Draw, animation, broad, cut_out, jpeg, square
from tools.demo_pictures.scene import Set
from tools.demo_pictures.solids import Thing, shifted
from tools.demo_pictures.things.bowl import bowl, lemons
from tools.demo_pictures.things.mug import mug
from tools.demo_pictures.things.vase import stems, vase
from tools.demo_pictures.vectors import hexed

WHITE, INDIGO, SAND = hexed("#efece4"), hexed("#33506b"), hexed("#d8bd98")
COFFEE, TEAL, CLAY = hexed("#3a2214"), hexed("#54787a"), hexed("#c9836b")
PORCELAIN, OLIVE, CHARCOAL = hexed("#f0ebe2"), hexed("#8a8f6a"), hexed("#3f4a45")


def _mug_family() -> Thing:
    return [
        *shifted(mug(SAND, 0.9), (8.4, 0.0, -6.0)),
        *shifted(mug(WHITE, 2.6), (-8.6, 0.0, -5.0)),
        *shifted(mug(INDIGO, -0.4, filled=COFFEE), (0.0, 0.0, 3.5)),
    ]


def _mug_turning() -> bytes:
    paper = hexed("#e6ded3")
    return animation([Set(square(20, 4.4, 16, 480), [mug(SAND, tau * k / 8)], paper) for k in range(8)])


def _nested() -> Thing:
    inner = shifted(bowl(hexed("#dcc9a8"), hexed("#efe4cf"), 7.0), (0.0, 3.6, 0.0))
    return [*bowl(PORCELAIN, TEAL), *inner]


FRUIT = [(-3.5, 5.5, 0.5), (3.4, 5.6, 1.2), (0.0, 5.8, -3.5), (0.2, 8.2, 0.6)]

SHOTS: dict[str, Draw] = {
    "stoneware-mug-white.jpg": lambda: jpeg(Set(square(19, 4.3, 18, aside=0.8), [mug(WHITE, 0.6)])),
    "stoneware-mug-indigo-coffee.jpg": lambda: jpeg(
        Set(square(19, 4.4, 32, aside=0.8), [mug(INDIGO, -0.35, filled=COFFEE)], hexed("#e5d3c3"))
    ),
    "stoneware-mug-sand.jpg": lambda: jpeg(
        Set(square(19, 4.3, 14, aside=-0.6), [mug(SAND, 2.7, dip=hexed("#9c7350"))], hexed("#dfe4df"))
    ),
    "stoneware-mug-three-colours.jpg": lambda: jpeg(Set(broad(33, 4.6, 16), [_mug_family()], hexed("#c6d0c8"))),
    "stoneware-mug-rim-detail.jpg": lambda: jpeg(
        Set(square(9.5, 7.6, 26, aside=1.4), [mug(WHITE, 0.35)], hexed("#d5d9d6"))
    ),
    "stoneware-mug-turning.gif": _mug_turning,
    "ribbed-vase-pair.jpg": lambda: jpeg(
        Set(
            square(36, 9.8, 10),
            [
                shifted(vase("round", CLAY), (7.5, 0.0, -4.0)),
                shifted(vase("bottle", hexed("#efe9df"), ribs=22), (-6.0, 0.0, 2.0)),
            ],
            hexed("#e8dccd"),
        )
    ),
    "ribbed-vase-cut-out.png": lambda: cut_out(
        Set(square(27, 10.6, 8, 1000), [vase("bottle", hexed("#efe9df"), ribs=22)])
    ),
    "tall-vase-dried-grass.jpg": lambda: jpeg(
        Set(square(47, 21.5, 8), [vase("tall", CHARCOAL) + stems("meadow", 9, 22, 19)], hexed("#dfe3dc"))
    ),
    "vase-collection.jpg": lambda: jpeg(
        Set(
            broad(52, 11.5, 9),
            [
                shifted(vase("tall", OLIVE), (2.0, 0.0, -8.0)),
                shifted(vase("round", hexed("#e9dfd0")), (17.0, 0.0, -1.0)),
                shifted(vase("bottle", CLAY, ribs=22), (-14.0, 0.0, 1.0)),
            ],
            hexed("#c98f78"),
        )
    ),
    "serving-bowl-lemons.jpg": lambda: jpeg(
        Set(square(32, 4.2, 26), [bowl(PORCELAIN, TEAL) + lemons("market", FRUIT)], hexed("#f0eee9"))
    ),
    "serving-bowl-empty.jpg": lambda: jpeg(Set(square(31, 4.0, 38), [bowl(PORCELAIN, TEAL)], hexed("#e9c9b4"))),
    "serving-bowl-set.jpg": lambda: jpeg(
        Set(
            broad(44, 4.2, 24),
            [shifted(bowl(CLAY, hexed("#e7c4b2"), 8.0), (13.0, 0.0, -5.0)), shifted(_nested(), (-6.5, 0.0, 1.0))],
            hexed("#e4ded4"),
        )
    ),
    "serving-bowl-foot.jpg": lambda: jpeg(Set(square(26, 4.6, 5), [bowl(CLAY, hexed("#e7c4b2"))], hexed("#c9d0cc"))),
}
