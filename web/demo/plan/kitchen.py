"""Mugs, bowls and what stands on the table."""

from functools import partial
from math import tau

from web.demo.photos import animation, broad, cut_out, jpeg, square
from web.demo.plan.picture import MAIN, DemoPicture, in_words
from web.demo.scene import Set
from web.demo.solids import Thing, shifted
from web.demo.things.bowl import bowl, lemons
from web.demo.things.mug import mug
from web.demo.things.vase import stems, vase
from web.demo.vectors import hexed

WHITE, INDIGO, SAND = hexed("#efece4"), hexed("#33506b"), hexed("#d8bd98")
COFFEE, TEAL, CLAY = hexed("#3a2214"), hexed("#54787a"), hexed("#c9836b")
PORCELAIN, OLIVE, CHARCOAL = hexed("#f0ebe2"), hexed("#8a8f6a"), hexed("#3f4a45")

mugs = partial(DemoPicture, "product", 1)
bowls = partial(DemoPicture, "product", 12)
vases = partial(DemoPicture, "product", 5)


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

MUGS = (
    mugs(
        "stoneware-mug-white.jpg",
        lambda: jpeg(Set(square(19, 4.3, 18, aside=0.8), [mug(WHITE, 0.6)])),
        "White stoneware mug with a curved handle, seen from the side",
        in_words(
            "Mug en grès blanc à anse arrondie, vu de côté",
            "Weißer Steingutbecher mit geschwungenem Henkel, von der Seite",
        ),
        MAIN,
        variations=(1101,),
    ),
    mugs(
        "stoneware-mug-indigo-coffee.jpg",
        lambda: jpeg(Set(square(19, 4.4, 32, aside=0.8), [mug(INDIGO, -0.35, filled=COFFEE)], hexed("#e5d3c3"))),
        "Indigo stoneware mug filled with black coffee, seen from above",
        in_words(
            "Mug en grès indigo rempli de café noir, vu du dessus",
            "Indigoblauer Steingutbecher mit schwarzem Kaffee, von oben",
        ),
        variations=(1102,),
    ),
    mugs(
        "stoneware-mug-sand.jpg",
        lambda: jpeg(Set(square(19, 4.3, 14, aside=-0.6), [mug(SAND, 2.7, dip=hexed("#9c7350"))], hexed("#dfe4df"))),
        "Sand-coloured mug dipped in brown glaze, its handle to the left",
        in_words(german="Sandfarbener Becher, in braune Glasur getaucht, Henkel nach links"),
        variations=(1103,),
    ),
    mugs(
        "stoneware-mug-three-colours.jpg",
        lambda: jpeg(Set(broad(33, 4.6, 16), [_mug_family()], hexed("#c6d0c8"))),
        "Three stoneware mugs in white, sand and indigo standing together",
        in_words(
            "Trois mugs en grès, blanc, sable et indigo, posés ensemble",
            "Drei Steingutbecher in Weiß, Sand und Indigo nebeneinander",
        ),
    ),
    mugs(
        "stoneware-mug-rim-detail.jpg",
        lambda: jpeg(Set(square(9.5, 7.6, 26, aside=1.4), [mug(WHITE, 0.35)], hexed("#d5d9d6"))),
        "Close-up of the rounded rim and the softly shining white glaze",
        in_words("Gros plan sur le bord arrondi et l’émail blanc satiné"),
    ),
    mugs(
        "stoneware-mug-turning.gif",
        _mug_turning,
        "Sand-coloured mug turning once around",
        in_words("Mug couleur sable faisant un tour sur lui-même", "Sandfarbener Becher, einmal rundum gedreht"),
        variations=(1103,),
    ),
)

BOWLS = (
    bowls(
        "serving-bowl-lemons.jpg",
        lambda: jpeg(Set(square(32, 4.2, 26), [bowl(PORCELAIN, TEAL) + lemons("market", FRUIT)], hexed("#f0eee9"))),
        "Wide serving bowl, cream outside and teal inside, filled with lemons",
        in_words(
            "Grand saladier crème à l’intérieur bleu canard, rempli de citrons",
            "Weite Servierschale, außen creme, innen petrol, mit Zitronen gefüllt",
        ),
        MAIN,
    ),
    bowls(
        "serving-bowl-empty.jpg",
        lambda: jpeg(Set(square(31, 4.0, 38), [bowl(PORCELAIN, TEAL)], hexed("#e9c9b4"))),
        "Empty serving bowl seen from above, showing the teal glaze",
        in_words(
            "Saladier vide vu du dessus, émail bleu canard", "Leere Servierschale von oben, mit petrolfarbener Glasur"
        ),
    ),
    bowls(
        "serving-bowl-set.jpg",
        lambda: jpeg(
            Set(
                broad(44, 4.2, 24),
                [shifted(bowl(CLAY, hexed("#e7c4b2"), 8.0), (13.0, 0.0, -5.0)), shifted(_nested(), (-6.5, 0.0, 1.0))],
                hexed("#e4ded4"),
            )
        ),
        "Three serving bowls in different sizes, two of them nested",
        in_words("Trois saladiers de tailles différentes, dont deux emboîtés"),
    ),
    bowls(
        "serving-bowl-foot.jpg",
        lambda: jpeg(Set(square(26, 4.6, 5), [bowl(CLAY, hexed("#e7c4b2"))], hexed("#c9d0cc"))),
        "Terracotta serving bowl at table height, standing on its narrow foot",
        in_words(german="Servierschale in Terrakotta auf schmalem Fuß, auf Tischhöhe"),
        excluded=True,
    ),
)

VASES = (
    vases(
        "ribbed-vase-pair.jpg",
        lambda: jpeg(
            Set(
                square(36, 9.8, 10),
                [
                    shifted(vase("round", CLAY), (7.5, 0.0, -4.0)),
                    shifted(vase("bottle", hexed("#efe9df"), ribs=22), (-6.0, 0.0, 2.0)),
                ],
                hexed("#e8dccd"),
            )
        ),
        "Ribbed white bottle vase beside a round terracotta vase",
        in_words(
            "Vase bouteille blanc côtelé à côté d’un vase rond en terre cuite",
            "Weiße gerippte Flaschenvase neben einer runden Vase in Terrakotta",
        ),
        MAIN,
    ),
    vases(
        "ribbed-vase-cut-out.png",
        lambda: cut_out(Set(square(27, 10.6, 8, 1000), [vase("bottle", hexed("#efe9df"), ribs=22)])),
        "Ribbed white bottle vase on a transparent background",
        in_words("Vase bouteille blanc côtelé sur fond transparent", "Weiße gerippte Flaschenvase, freigestellt"),
        variations=(1501,),
    ),
    vases(
        "tall-vase-dried-grass.jpg",
        lambda: jpeg(Set(square(47, 21.5, 8), [vase("tall", CHARCOAL) + stems("meadow", 9, 22, 19)], hexed("#dfe3dc"))),
        "Tall charcoal vase holding dried grasses",
        in_words("Grand vase anthracite garni de graminées séchées"),
        variations=(1502,),
    ),
    vases(
        "vase-collection.jpg",
        lambda: jpeg(
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
        None,
    ),
)

PICTURES = (*MUGS, *VASES, *BOWLS)
