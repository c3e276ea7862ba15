"""Bound notebooks, lying, stacked or open, and a pencil."""

from dataclasses import replace
from math import pi, sin

from PIL import Image, ImageDraw

from tools.demo_pictures.light import Material
from tools.demo_pictures.prints import lettered, printed
from tools.demo_pictures.solids import Solid, Thing, lathe, placed, prism, rounded, sheet, tube
from tools.demo_pictures.vectors import Colour, Vec, add, hexed, mixed, path, rolled, turned

GOLD = hexed("#e9d3a0")
PAGES = hexed("#f4ecdb")


def notebook(cover: Colour, title: str = "", turn: float = 0.3, band: bool = True, foil: Colour = GOLD) -> Thing:
    """14 by 21 cm, 1.9 cm thick, lying with its spine on the left."""
    cloth = Material(cover, 0.02, 0.75, sheen=0.05, grain=0.22, weave=1.3)
    parts: Thing = [
        *_board(14.0, 21.0, 0.28, cloth, 0.0),
        *_pages(),
        *_spine(cloth),
        *_lifted(_board(14.0, 21.0, 0.28, cloth, 1.6), 6.0),
    ]
    if title:
        parts.append(_title(title, cover, foil))
    if band:
        parts += _lifted(_band(mixed(cover, (0.05, 0.05, 0.05), 0.55)), 8.0)
    return placed(parts, lambda p: turned(p, turn))


def _lifted(thing: Thing, lift: float) -> Thing:
    return [replace(s, lift=s.lift + lift) for s in thing]


def _board(width: float, depth: float, high: float, material: Material, at: float) -> Thing:
    return placed(prism(rounded(width, depth, 0.7, 5), high, material, 0.08), lambda p: add(p, (0.0, at, 0.0)))


def _pages() -> Thing:
    block = [(x, z) for x, z in rounded(13.3, 20.3, 0.6, 5)]
    paper = Material(PAGES, 0.0, 1.0, shade=lambda p: 0.86, grain=0.25, weave=1.0)
    pages = prism(block, 1.34, paper, 0.02)
    return placed(pages[:1], lambda p: add(p, (0.1, 0.28, 0.0)))


def _spine(cloth: Material) -> Thing:
    """The back joins the boards on the left."""

    def place(across: float, up: float) -> Vec:
        return (-6.95 - 0.16 * sin(pi * up), 0.02 + 1.84 * up, -10.2 + 20.4 * across)

    return [sheet(place, cloth, 12, 8)]


def _title(title: str, cover: Colour, foil: Colour) -> Solid:
    ground = Material(cover, 0.03, 0.7, grain=0.1, weave=1.3)
    flat = sheet(lambda u, v: (-4.2 + 8.4 * u, 1.9, -3.2 - 2.1 * v), ground, 168, 42)
    solid = printed(flat, lettered((840, 210), cover, foil, [(title, 0.42, 0.5)]))
    return replace(solid, lift=20.0, soft=0.3, casts=False)


def _band(colour: Colour) -> Thing:
    """The elastic that keeps it shut."""
    rubber = Material(colour, 0.03, 0.7, grain=0.3, weave=1.1)
    top = sheet(lambda u, v: (5.0 + 0.7 * u, 1.93, 10.55 - 21.1 * v), rubber, 2, 12)
    front = sheet(lambda u, v: (5.0 + 0.7 * u, 1.93 * v, 10.57), rubber, 2, 4)
    return [top, front]


def pencil(colour: Colour, place: Vec, turn: float) -> Thing:
    """Lying, its point to the right."""
    paint = Material(colour, 0.05, 0.35)
    wood = Material(hexed("#e3c193"), 0.0, 0.9, grain=0.2)
    lead = Material(hexed("#3a3a3c"), 0.05, 0.5)
    body = _along([(0.0, 0.0), (0.36, 0.0), (0.36, 8.0), (0.36, 14.6)], paint)
    cone = _along([(0.36, 14.6), (0.12, 16.2)], wood)
    tip = _along([(0.12, 16.2), (0.0, 16.7)], lead)
    return placed([body, cone, tip], lambda p: add(turned(p, turn), place))


def _along(profile: list[tuple[float, float]], material: Material) -> Solid:
    return lathe(profile, material, 12).moved(lambda p: add(rolled(p, -pi / 2), (0.0, 0.4, 0.0)))


def open_notebook(cover: Colour, turn: float = 0.15) -> Thing:
    """Open in the middle: two pages with dots, bulging towards the fold."""
    cloth = Material(cover, 0.02, 0.75, grain=0.2)
    parts = _board(28.6, 21.0, 0.25, cloth, 0.0)
    for side in (-1, 1):
        parts += _lifted([_edge(side), printed(_page(side), _dots(side))], 2.0)
    ribbon = path([(0.2, 1.0, 9.6), (0.9, 0.7, 11.0), (1.5, 0.25, 12.2), (1.3, 0.2, 14.5)], 6)
    parts += _lifted([tube(ribbon, 0.22, Material(hexed("#b0483a"), 0.05, 0.5), 8)], 6.0)
    return placed(parts, lambda p: turned(p, turn))


def _bulge(u: float) -> float:
    """How high a page lies, from the fold (0) to its edge (1)."""
    return 0.5 + 0.85 * sin(min(1.0, u * 2.6) * pi / 2) * (1 - 0.45 * u)


def _page(side: int) -> Solid:
    paper = Material(PAGES, 0.0, 1.0, shade=lambda p: 1 - 0.42 * max(0.0, 1 - abs(p[0]) / 2.2) ** 1.5)

    def place(across: float, up: float) -> Vec:
        u = across if side > 0 else 1 - across
        return (side * 13.6 * u, _bulge(u), 10.1 - 20.2 * up)

    return replace(sheet(place, paper, 84, 110), lift=1.0, soft=0.5)


def _edge(side: int) -> Solid:
    """The cut edges of the leaves, in front."""
    paper = Material(mixed(PAGES, (0.6, 0.55, 0.5), 0.25), 0.0, 1.0, grain=0.4, weave=1.0)

    def place(across: float, up: float) -> Vec:
        u = across if side > 0 else 1 - across
        return (side * 13.6 * u, 0.25 + (_bulge(u) - 0.25) * up, 10.1)

    return sheet(place, paper, 24, 3)


def _dots(side: int) -> Image.Image:
    page = Image.new("RGB", (840, 1100), (244, 236, 219))
    pen = ImageDraw.Draw(page)
    for x in range(60, 800, 40):
        for y in range(60, 1060, 40):
            pen.ellipse((x - 5, y - 5, x + 5, y + 5), fill=(190, 178, 160))
    if side < 0:
        for k, long in enumerate((560, 640, 470, 0, 600, 520, 650, 330)):
            line = [(100 + x, 150 + k * 80 + 9 * sin(x * 0.09 + k) * sin(x * 0.023 + 2 * k)) for x in range(0, long, 6)]
            if line:
                pen.line(line, fill=(62, 74, 104), width=9, joint="curve")
    return page
