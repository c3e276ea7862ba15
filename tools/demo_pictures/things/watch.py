"""A wrist watch on a leather strap."""

from dataclasses import replace
from math import cos, pi, radians, sin, tau

from PIL import Image, ImageDraw, ImageFont

from tools.demo_pictures.light import Material
from tools.demo_pictures.prints import bytes_of, printed
from tools.demo_pictures.solids import Solid, Thing, lathe, placed, ribbon, sheet, tube
from tools.demo_pictures.vectors import Colour, Vec, add, hexed, mixed, path, rolled, tilted

STEEL = hexed("#cfd1d4")


def watch(dial: Colour, strap: Colour, case: Colour = STEEL, worn: bool = False, fine: int = 140) -> Thing:
    """4 cm across, looking up; `worn` bends the strap as round a wrist; `fine` is how finely the dial is drawn."""
    parts: Thing = [*_strap(strap, worn), *_lugs(case), *_case(case), _dial(dial, fine), _glass(), _crown(case)]
    return parts


def _case(colour: Colour) -> Thing:
    steel = Material(colour, 0.9, 0.10, metal=True)
    brushed = Material(colour, 0.9, 0.42, metal=True, grain=0.25, weave=1.0)
    side = [(1.7, 0.0), (1.95, 0.1), (2.02, 0.3), (2.02, 0.62), (1.98, 0.7)]
    bezel = [(1.98, 0.7), (1.93, 0.80), (1.82, 0.86), (1.74, 0.84), (1.70, 0.78)]
    return [
        replace(lathe(side, brushed, 72), lift=0.5),
        replace(lathe(bezel, steel, 96), lift=0.9, soft=0.6),
    ]


def _dial(colour: Colour, fine: int) -> Solid:
    net = sheet(lambda u, v: _round(u, v), Material(colour, 0.02, 0.6), fine, fine)
    solid = printed(net, face(colour))
    return replace(solid, lift=1.2, soft=0.35, casts=False)


def _round(u: float, v: float) -> Vec:
    """A square net drawn onto a disc of 1.74 cm."""
    x, y = 2 * u - 1, 2 * v - 1
    return (1.74 * x * (1 - y * y / 2) ** 0.5, 0.78, -1.74 * y * (1 - x * x / 2) ** 0.5)


def face(colour: Colour, size: int = 760) -> Image.Image:
    """The dial drawn flat, then laid out so that the round net puts it right again."""
    light = sum(colour) > 1.6
    ink = bytes_of(hexed("#2a2b2e") if light else hexed("#f2efe8"))
    dial = Image.new("RGB", (size, size), bytes_of(colour))
    pen = ImageDraw.Draw(dial)
    middle = size / 2
    for minute in range(60):
        a, hour = tau * minute / 60, minute % 5 == 0
        inner = 0.78 if hour else 0.90
        ends = [(middle + middle * r * sin(a), middle - middle * r * cos(a)) for r in (inner, 0.94)]
        pen.line(ends, fill=ink, width=13 if hour else 4)
    pen.text((middle, middle * 0.60), "NORDEN", ink, ImageFont.load_default(46), anchor="mm")
    pen.text((middle, middle * 1.45), "AUTOMATIC", ink, ImageFont.load_default(24), anchor="mm")
    _hand(pen, middle, 305, 0.52, 26, ink)
    _hand(pen, middle, 54, 0.78, 18, ink)
    _hand(pen, middle, 216, 0.82, 6, (196, 78, 52))
    pen.ellipse((middle - 24, middle - 24, middle + 24, middle + 24), fill=(196, 78, 52))
    return _for_round_net(dial)


def _hand(
    pen: ImageDraw.ImageDraw, middle: float, angle: float, long: float, width: int, ink: tuple[int, int, int]
) -> None:
    a = radians(angle)
    tail = (middle - middle * 0.12 * sin(a), middle + middle * 0.12 * cos(a))
    pen.line([tail, (middle + middle * long * sin(a), middle - middle * long * cos(a))], fill=ink, width=width)


def _for_round_net(dial: Image.Image, cells: int = 40) -> Image.Image:
    size = dial.width
    data = []
    for i in range(cells):
        for j in range(cells):
            box = (size * j // cells, size * i // cells, size * (j + 1) // cells, size * (i + 1) // cells)
            corners = [(box[0], box[1]), (box[0], box[3]), (box[2], box[3]), (box[2], box[1])]
            data.append((box, tuple(part for corner in corners for part in _source(corner, size))))
    return dial.transform(dial.size, Image.Transform.MESH, data, Image.Resampling.BICUBIC)


def _source(corner: tuple[int, int], size: int) -> tuple[float, float]:
    x, y = 2 * corner[0] / size - 1, 2 * corner[1] / size - 1
    return ((x * (1 - y * y / 2) ** 0.5 + 1) * size / 2, (y * (1 - x * x / 2) ** 0.5 + 1) * size / 2)


def _glass() -> Solid:
    """Domed a little, almost clear: it shows the softbox."""
    dome = [(1.74 * cos(a), 0.80 + 0.20 * sin(a)) for a in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4, pi / 2)]
    clear = Material((1.0, 1.0, 1.0), 0.05, 0.12, opacity=0.10)
    return replace(lathe(dome, clear, 48), lift=1.6, casts=False)


def _crown(colour: Colour) -> Solid:
    steel = Material(colour, 0.9, 0.2, metal=True)
    knob = lathe([(0.0, 0.0), (0.30, 0.02), (0.34, 0.1), (0.34, 0.38), (0.28, 0.46), (0.0, 0.48)], steel, 20)
    return replace(knob.moved(lambda p: add(rolled(p, -pi / 2), (1.98, 0.4, 0.0))), lift=0.6)


def _lugs(colour: Colour) -> Thing:
    steel = Material(colour, 0.9, 0.16, metal=True)
    parts: Thing = []
    for sx in (1, -1):
        for sz in (1, -1):
            line: list[Vec] = [(sx * 1.12, 0.5, sz * 1.5), (sx * 1.12, 0.48, sz * 2.0), (sx * 1.12, 0.22, sz * 2.5)]
            parts.append(replace(tube(line, lambda t: 0.26 - 0.07 * t, steel, 12), lift=0.55))
    return parts


def _strap(colour: Colour, worn: bool) -> Thing:
    hide = Material(colour, 0.035, 0.55, grain=0.12, weave=2.0, shade=lambda p: 1.0)
    thread = Material(mixed(colour, (1.0, 0.95, 0.85), 0.55), 0.0, 1.0)
    steel = Material(STEEL, 0.9, 0.15, metal=True)
    far, near = _line(-1, worn, 7.6), _line(1, worn, 10.5)
    parts: Thing = [_band(far, hide), _band(near, hide)]
    for line in (far, near):
        for side in (-1, 1):
            parts.append(replace(_stitched(line, side, thread), lift=0.35, casts=False))
    if not worn:
        at = far[-1]
        buckle: list[Vec] = [
            (-1.0, 0.2, at[2] + 0.3),
            (-1.02, 0.28, at[2] - 0.5),
            (1.02, 0.28, at[2] - 0.5),
            (1.0, 0.2, at[2] + 0.3),
        ]
        parts.append(replace(tube(path(buckle, 7), 0.13, steel, 10), lift=0.5))
        tongue: list[Vec] = [(0.0, 0.3, at[2] + 0.2), (0.0, 0.42, at[2] - 0.3), (0.0, 0.36, at[2] - 0.55)]
        parts.append(replace(tube(tongue, 0.09, steel, 8), lift=0.7))
    return parts


def _line(side: int, worn: bool, long: float) -> list[Vec]:
    """From the lugs outwards; flat on the table, or round an arm."""
    if worn:
        return [
            (0.0, 0.3 - 3.2 * (1 - cos(a)), side * (2.1 + 2.5 * sin(a))) for a in (radians(k * 7) for k in range(20))
        ]
    return [(0.0, 0.32 - 0.18 * min(1.0, k / 6), side * (2.1 + (long - 2.1) * k / 24)) for k in range(25)]


def _band(line: list[Vec], hide: Material) -> Solid:
    def half(t: float) -> float:
        return (1.0 - 0.16 * t) * (1.0 if t < 0.93 else (1 - ((t - 0.93) / 0.07) ** 2 * 0.75))

    return ribbon(line, half, lambda t: 0.17 - 0.04 * t, hide, 18, across=(1.0, 0.0, 0.0))


def _stitched(line: list[Vec], side: int, thread: Material) -> Solid:
    raised = [add(p, (side * (0.84 - 0.16 * k / len(line)), 0.15, 0.0)) for k, p in enumerate(line[:-2])]
    return tube(raised, 0.035, thread, 6)


def stood(thing: Thing, angle: float = 0.9) -> Thing:
    """Tilted towards the camera, as on a stand."""
    return placed(thing, lambda p: add(tilted(p, angle), (0.0, 4.6, 0.0)))
