"""Furniture, light, cushions and candles."""

from tools.demo_pictures.photos import Draw, broad, jpeg, square, tall
from tools.demo_pictures.prints import striped
from tools.demo_pictures.scene import WHITE, Set
from tools.demo_pictures.solids import Thing, shifted
from tools.demo_pictures.things.candle import candle, lid, matches
from tools.demo_pictures.things.chair import chair
from tools.demo_pictures.things.cushion import cushion, pile
from tools.demo_pictures.things.lamp import lamp
from tools.demo_pictures.vectors import Colour, hexed

MUSTARD, PINE, SNOW, ROSE = hexed("#d9a441"), hexed("#36574b"), hexed("#eeebe4"), hexed("#c99086")
RUST, OAT, NIGHT = hexed("#c8674a"), hexed("#e4d8c3"), hexed("#33415c")
AMBER, SMOKE, MOSS = hexed("#c98a4b"), hexed("#6b6f72"), hexed("#7c8a6c")
PETROL, CHALK = hexed("#2f5d62"), hexed("#e6d9c8")
GLOW = (0.75, 0.55, 0.30)


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


SHOTS: dict[str, Draw] = {
    "linen-cushion-rust.jpg": lambda: jpeg(Set(square(72, 22, 10), [cushion(RUST, "rust", 0.3)], hexed("#ece4da"))),
    "linen-cushion-striped.jpg": lambda: jpeg(Set(square(72, 22, 10), [_stripes(OAT, NIGHT)], hexed("#a9b7c4"))),
    "linen-cushion-pile.jpg": lambda: jpeg(Set(square(70, 15, 20), [pile([NIGHT, OAT, RUST])], hexed("#e9dfd2"))),
    "linen-cushion-corner.jpg": lambda: jpeg(
        Set(square(22, 36, 8, aside=14), [cushion(RUST, "rust", 0.1)], hexed("#ece4da"))
    ),
    "shell-chair-mustard.jpg": lambda: jpeg(Set(square(112, 40, 12), [chair(MUSTARD, 0.6)], hexed("#dfe5e6"))),
    "shell-chair-pine-front.jpg": lambda: jpeg(Set(tall(80, 41, 10), [chair(PINE, 0.0)], hexed("#d9d3c7"))),
    "shell-chair-white-side.jpg": lambda: jpeg(Set(square(112, 40, 10), [chair(SNOW, 1.35)], hexed("#cbd2d6"))),
    "shell-chair-pair.jpg": lambda: jpeg(
        Set(
            broad(172, 40, 10),
            [shifted(chair(ROSE, -0.6), (44.0, 0.0, -22.0)), shifted(chair(SNOW, 0.7), (-38.0, 0.0, 8.0))],
            hexed("#e3d2c6"),
        )
    ),
    "table-lamp-petrol-on.jpg": lambda: jpeg(lit(PETROL, 1.0, hexed("#b9a793"))),
    "table-lamp-off.jpg": lambda: jpeg(lit(PETROL, 0.0, WHITE)),
    "table-lamp-chalk-spheres.jpg": lambda: jpeg(
        Set(
            tall(46, 20.5, 8),
            [lamp(CHALK, 0.9, turned_base=False)],
            hexed("#9aa5a0"),
            halo=((0.0, 30.0, 0.0), 40.0, GLOW),
        )
    ),
    "scented-candle-fig-cedar.jpg": lambda: jpeg(
        Set(
            square(19, 4.4, 14),
            [shifted(lid(), (6.0, 0.0, -5.0)), candle(AMBER, "FIG & CEDAR"), matches((-6.6, 0.0, 3.2), 0.4)],
            hexed("#d9c9bb"),
        )
    ),
    "scented-candle-trio.jpg": lambda: jpeg(Set(broad(34, 4.8, 15), _three_candles(), hexed("#8fa093"))),
    "scented-candle-evening.jpg": lambda: jpeg(
        Set(
            square(16, 5.2, 18),
            [candle(SMOKE, "RAIN & MOSS", turn=0.2)],
            hexed("#6e6a68"),
            halo=((0.0, 8.0, 0.0), 11.0, (0.62, 0.40, 0.18)),
        )
    ),
    "scented-candle-from-above.jpg": lambda: jpeg(
        Set(square(15, 4.2, 48), [candle(MOSS, "GARDEN HERBS", lit=False)], hexed("#e8e6dd"))
    ),
}
