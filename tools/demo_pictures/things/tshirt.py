"""A T-shirt on a hanger, plain or printed."""

from bisect import bisect_left
from dataclasses import replace
from math import sin

from PIL import Image, ImageDraw

from tools.demo_pictures.light import Material
from tools.demo_pictures.noise import chances
from tools.demo_pictures.prints import bytes_of, printed
from tools.demo_pictures.solids import Solid, Thing, ribbon
from tools.demo_pictures.things.cloth import Fold, between, hanger, mirrored, panel, seam
from tools.demo_pictures.vectors import Colour, Vec, hexed, mixed, path

CHALK = hexed("#f4f0e6")
SIDE = between([(25.0, -6.0), (24.6, 12.0), (24.2, 28.0), (24.6, 42.0), (25.0, 47.0), (22.8, 56.0), (21.4, 62.5)])
SLEEVE_UNDER = between([(24.8, 44.5), (29.0, 41.0), (33.5, 37.5)])
SLEEVE_OVER = between([(21.3, 62.8), (29.5, 56.5), (39.8, 46.5)])


def tshirt(
    colour: Colour, seed: str = "tee", motif: str = "", ink: Colour = CHALK, detail: int = 104, fine: int = 2
) -> Thing:
    """68 cm long; `motif` is "sun", "waves" or nothing, `fine` how finely it is printed."""
    jersey = Material(colour, 0.0, 1.0, sheen=0.06, grain=0.16, weave=1.1)
    front = panel(_left, SIDE, jersey, _folds(seed), 4.2, (88, detail), 1.2, _rise)
    parts: Thing = [*_sleeves(jersey, seed), front, _collar(colour)]
    thread = Material(mixed(colour, (0.0, 0.0, 0.0), 0.14), 0.0, 1.0)
    parts += [seam(front, 3, thread, 0.17)]
    if motif:
        parts.append(_printed(front, motif, ink, fine))
    return [*hanger(66.5, 17.5), _behind(colour), *(replace(part, lift=part.lift + 4.0) for part in parts)]


def _left(t: float) -> tuple[float, float]:
    x, y = SIDE(t)
    return (-x, y)


def _rise(across: float) -> float:
    """Shoulders slope up to the neck, where the neckline dips."""
    x = abs(2 * across - 1) * 21.4
    shoulder = 5.4 * min(1.0, (21.4 - x) / 12.2)
    dip = 9.2 * max(0.0, 1 - (x / 9.4) ** 2) ** 0.5
    return float(shoulder - dip)


def _behind(colour: Colour) -> Solid:
    """The inside of the back, in the neck opening."""
    dark = Material(mixed(colour, (0.0, 0.0, 0.0), 0.12), 0.0, 1.0, grain=0.15, shade=lambda p: 0.55)
    return panel(
        between([(-10.0, 56.0), (-9.6, 66.0)]), between([(10.0, 56.0), (9.6, 66.0)]), dark, [], 0.0, (8, 8), 0.4
    )


def _folds(seed: str) -> list[Fold]:
    """From the armpits inwards, and long soft ones down the body."""
    chance = chances(seed)
    folds: list[Fold] = []
    for side in (-1, 1):
        for k in range(3):
            end = (side * chance.uniform(5, 13), 40.0 - 9 * k + chance.uniform(-3, 3))
            folds.append(Fold((side * 24.5, 47.0 - k), end, chance.uniform(0.9, 1.5), chance.uniform(0.35, 0.75)))
        for _ in range(3):
            x = side * chance.uniform(3, 22)
            folds.append(
                Fold(
                    (x, -3.0),
                    (x * 0.8 + chance.uniform(-3, 3), 34.0),
                    chance.uniform(1.2, 2.6),
                    chance.uniform(0.3, 0.8),
                )
            )
    folds.append(Fold((-14.0, 20.0), (10.0, 14.0), 1.6, 0.35))
    return folds


def _sleeves(jersey: Material, seed: str) -> Thing:
    parts: Thing = []
    for side in (-1, 1):
        folds = [
            Fold((side * 25, 50.0), (side * 35, 41.5), 1.2, 0.6),
            Fold((side * 24, 57.0), (side * 36, 44.5), 1.3, 0.45),
        ]
        under = SLEEVE_UNDER if side > 0 else mirrored(SLEEVE_UNDER)
        over = SLEEVE_OVER if side > 0 else mirrored(SLEEVE_OVER)
        # columns run from one edge to the other, rows from the shoulder out: that order keeps the cloth facing us
        left, right = (under, over) if side > 0 else (over, under)
        sleeve = panel(left, right, jersey, folds, 2.6, (36, 36), 0.6)
        thread = Material(mixed(jersey.colour, (0.0, 0.0, 0.0), 0.14), 0.0, 1.0)
        parts += [replace(sleeve, lift=-1.0, both_sides=True), seam(sleeve, 33, thread, 0.17)]
    return parts


def _collar(colour: Colour) -> Solid:
    rib = Material(mixed(colour, (0.0, 0.0, 0.0), 0.05), 0.0, 1.0, grain=0.25, weave=1.0)
    line: list[Vec] = [
        (-9.6, 67.6, 2.6),
        (-8.6, 63.5, 4.2),
        (-5.5, 60.2, 5.0),
        (0.0, 58.9, 5.3),
        (5.5, 60.2, 5.0),
        (8.6, 63.5, 4.2),
        (9.6, 67.6, 2.6),
    ]
    return replace(ribbon(path(line, 9), 0.5, 1.05, rib, 12), lift=4.0)


def _printed(front: Solid, motif: str, ink: Colour, fine: int) -> Solid:
    """The print lies in the cloth: the facets under it take the ink's colour."""
    size = 420
    picture = Image.new("RGB", (size, size), bytes_of(front.material.colour))
    _MOTIFS[motif](ImageDraw.Draw(picture), bytes_of(ink))
    count = 72 * fine
    net = [
        [_on(front, -12.5 + 25 * j / count, 31.0 + 25 * i / count) for j in range(count + 1)] for i in range(count + 1)
    ]
    solid = printed(Solid(net, front.material), picture)
    return replace(solid, lift=9.0, soft=0.45, casts=False)


def _on(cloth: Solid, x: float, y: float) -> Vec:
    """The point of the cloth at (x, y), a hair before it."""
    middle = cloth.net[len(cloth.net) // 2]
    place = (x - middle[0][0]) / (middle[-1][0] - middle[0][0]) * (len(middle) - 1)
    column = int(place)
    near, next_ = _height(cloth, column, y), _height(cloth, column + 1, y)
    return (x, y, near + (next_ - near) * (place - column) + 0.05)


def _height(cloth: Solid, column: int, y: float) -> float:
    """How far a column of the net stands out at `y`."""
    row = bisect_left(cloth.net, y, key=lambda points: points[column][1])
    low, high = cloth.net[row - 1][column], cloth.net[row][column]
    return low[2] + (high[2] - low[2]) * (y - low[1]) / (high[1] - low[1])


def _sun(pen: ImageDraw.ImageDraw, ink: tuple[int, int, int]) -> None:
    """A disc that sinks behind stripes."""
    pen.ellipse((110, 60, 310, 260), fill=ink)
    for k in range(6):
        y = 180 + 36 * k
        pen.rectangle((70 + 6 * k, y, 350 - 6 * k, y + 17), fill=ink)


def _waves(pen: ImageDraw.ImageDraw, ink: tuple[int, int, int]) -> None:
    for k in range(7):
        line = [(50 + x, 110 + 34 * k + 14 * sin(x / 32 + k * 0.7)) for x in range(0, 322, 4)]
        pen.line(line, fill=ink, width=11, joint="curve")


_MOTIFS = {"sun": _sun, "waves": _waves}
