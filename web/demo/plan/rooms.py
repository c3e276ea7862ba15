"""Furniture, light, cushions and candles."""

from functools import partial

from web.demo.photos import broad, jpeg, square, tall
from web.demo.plan.picture import MAIN, DemoPicture, in_words
from web.demo.prints import striped
from web.demo.scene import WHITE, Set
from web.demo.solids import Thing, shifted
from web.demo.things.candle import candle, lid, matches
from web.demo.things.chair import chair
from web.demo.things.cushion import cushion, pile
from web.demo.things.lamp import lamp
from web.demo.vectors import Colour, hexed

MUSTARD, PINE, SNOW, ROSE = hexed("#d9a441"), hexed("#36574b"), hexed("#eeebe4"), hexed("#c99086")
RUST, OAT, NIGHT = hexed("#c8674a"), hexed("#e4d8c3"), hexed("#33415c")
AMBER, SMOKE, MOSS = hexed("#c98a4b"), hexed("#6b6f72"), hexed("#7c8a6c")
PETROL, CHALK = hexed("#2f5d62"), hexed("#e6d9c8")
GLOW = (0.75, 0.55, 0.30)

chairs = partial(DemoPicture, "product", 21)
lamps = partial(DemoPicture, "product", 28)
cushions = partial(DemoPicture, "product", 17)
candles = partial(DemoPicture, "product", 36)


def lit(base: Colour, on: float, paper: Colour, size: int = 1200) -> Set:
    halo = ((0.0, 30.0, 0.0), 44.0, (GLOW[0] * on, GLOW[1] * on, GLOW[2] * on))
    return Set(square(62, 19.6, 8, size), [lamp(base, on)], paper, halo=halo)


def _three_candles() -> list[Thing]:
    return [
        shifted(candle(SMOKE, "RAIN & MOSS", turn=0.12), (10.0, 0.0, -5.0)),
        shifted(candle(MOSS, "GARDEN HERBS", turn=-0.15), (-10.5, 0.0, -4.0)),
        candle(AMBER, "FIG & CEDAR"),
    ]


def _stripes(first: Colour, second: Colour) -> Thing:
    return cushion(first, "stripes", -0.28, stripes=striped([first, second, first, second], [10, 2, 2, 2]))


CHAIRS = (
    chairs(
        "shell-chair-mustard.jpg",
        lambda: jpeg(Set(square(112, 40, 12), [chair(MUSTARD, 0.6)], hexed("#dfe5e6"))),
        "Mustard yellow shell chair on four oak legs, three-quarter view",
        in_words(
            "Chaise coque jaune moutarde sur quatre pieds en chêne, vue de trois quarts",
            "Senfgelber Schalenstuhl auf vier Eichenbeinen, Dreiviertelansicht",
        ),
        MAIN,
        variations=(2101,),
    ),
    chairs(
        "shell-chair-pine-front.jpg",
        lambda: jpeg(Set(tall(80, 41, 10), [chair(PINE, 0.0)], hexed("#d9d3c7"))),
        "Dark green shell chair seen from the front",
        in_words("Chaise coque vert foncé, vue de face", "Dunkelgrüner Schalenstuhl von vorn"),
        variations=(2102,),
    ),
    chairs(
        "shell-chair-white-side.jpg",
        lambda: jpeg(Set(square(112, 40, 10), [chair(SNOW, 1.35)], hexed("#cbd2d6"))),
        "White shell chair seen from the side",
        in_words(german="Weißer Schalenstuhl von der Seite"),
        variations=(2103,),
    ),
    chairs(
        "shell-chair-pair.jpg",
        lambda: jpeg(
            Set(
                broad(172, 40, 10),
                [shifted(chair(ROSE, -0.6), (44.0, 0.0, -22.0)), shifted(chair(SNOW, 0.7), (-38.0, 0.0, 8.0))],
                hexed("#e3d2c6"),
            )
        ),
        "A white and a rose shell chair turned towards each other",
        in_words("Une chaise coque blanche et une rose, tournées l’une vers l’autre"),
    ),
)

LAMPS = (
    lamps(
        "table-lamp-petrol-on.jpg",
        lambda: jpeg(lit(PETROL, 1.0, hexed("#b9a793"))),
        "Petrol blue ceramic table lamp with a linen shade, switched on",
        in_words(
            "Lampe de table en céramique bleu pétrole, abat-jour en lin, allumée",
            "Petrolblaue Tischlampe aus Keramik mit Leinenschirm, eingeschaltet",
        ),
        MAIN,
    ),
    lamps(
        "table-lamp-off.jpg",
        lambda: jpeg(lit(PETROL, 0.0, WHITE)),
        "The same table lamp switched off, on white",
        in_words("La même lampe de table éteinte, sur fond blanc"),
        excluded=True,
    ),
    lamps(
        "table-lamp-chalk-spheres.jpg",
        lambda: jpeg(
            Set(
                tall(46, 20.5, 8),
                [lamp(CHALK, 0.9, turned_base=False)],
                hexed("#9aa5a0"),
                halo=((0.0, 30.0, 0.0), 40.0, GLOW),
            )
        ),
        "Table lamp on a base of two chalk-white spheres, shining warmly",
        in_words(
            "Lampe de table sur un pied formé de deux sphères blanc craie, lumière chaude",
            "Tischlampe auf einem Fuß aus zwei kreideweißen Kugeln, warm leuchtend",
        ),
    ),
)

CUSHIONS = (
    cushions(
        "linen-cushion-rust.jpg",
        lambda: jpeg(Set(square(72, 22, 10), [cushion(RUST, "rust", 0.3)], hexed("#ece4da"))),
        "Rust-coloured linen cushion with piped edges",
        in_words(
            "Coussin en lin couleur rouille à passepoil",
            "Rostrotes Leinenkissen mit Paspel",
        ),
        MAIN,
        variations=(1701,),
    ),
    cushions(
        "linen-cushion-striped.jpg",
        lambda: jpeg(Set(square(72, 22, 10), [_stripes(OAT, NIGHT)], hexed("#a9b7c4"))),
        "Oat-coloured cushion with navy stripes",
        in_words("Coussin écru à rayures bleu marine", "Haferfarbenes Kissen mit marineblauen Streifen"),
        variations=(1702,),
    ),
    cushions(
        "linen-cushion-pile.jpg",
        lambda: jpeg(Set(square(70, 15, 20), [pile([NIGHT, OAT, RUST])], hexed("#e9dfd2"))),
        "Three linen cushions in navy, oat and rust, stacked",
        in_words(german="Drei Leinenkissen in Marine, Hafer und Rost, gestapelt"),
    ),
    cushions(
        "linen-cushion-corner.jpg",
        lambda: jpeg(Set(square(22, 36, 8, aside=14), [cushion(RUST, "rust", 0.1)], hexed("#ece4da"))),
        "Close-up of a cushion corner showing weave and piping",
        in_words(
            "Gros plan sur l’angle du coussin : tissage et passepoil",
            "Nahaufnahme einer Kissenecke mit Gewebe und Paspel",
        ),
    ),
)

CANDLES = (
    candles(
        "scented-candle-fig-cedar.jpg",
        lambda: jpeg(
            Set(
                square(19, 4.4, 14),
                [shifted(lid(), (6.0, 0.0, -5.0)), candle(AMBER, "FIG & CEDAR"), matches((-6.6, 0.0, 3.2), 0.4)],
                hexed("#d9c9bb"),
            )
        ),
        "Burning scented candle in an amber jar, its cork lid and a match beside it",
        in_words(
            "Bougie parfumée allumée dans un pot ambré, avec couvercle en liège et allumette",
            "Brennende Duftkerze im Bernsteinglas, daneben Korkdeckel und Streichholz",
        ),
        MAIN,
        variations=(3601,),
    ),
    candles(
        "scented-candle-trio.jpg",
        lambda: jpeg(Set(broad(34, 4.8, 15), _three_candles(), hexed("#8fa093"))),
        "Three scented candles in amber, green and smoke-grey jars",
        in_words("Trois bougies parfumées en pots ambre, vert et gris fumé"),
    ),
    candles(
        "scented-candle-evening.jpg",
        lambda: jpeg(
            Set(
                square(16, 5.2, 18),
                [candle(SMOKE, "RAIN & MOSS", turn=0.2)],
                hexed("#6e6a68"),
                halo=((0.0, 8.0, 0.0), 11.0, (0.62, 0.40, 0.18)),
            )
        ),
        "Candle in a smoke-grey jar burning against a dark background",
        in_words(
            "Bougie dans un pot gris fumé brûlant sur fond sombre",
            "Kerze im rauchgrauen Glas vor dunklem Hintergrund",
        ),
        variations=(3602,),
    ),
    candles(
        "scented-candle-from-above.jpg",
        lambda: jpeg(Set(square(15, 4.2, 48), [candle(MOSS, "GARDEN HERBS", lit=False)], hexed("#e8e6dd"))),
        None,
        in_words(german="Unbenutzte Duftkerze im grünen Glas, schräg von oben"),
        variations=(3603,),
    ),
)

PICTURES = (*CUSHIONS, *CHAIRS, *LAMPS, *CANDLES)
