"""Notebooks, headphones and watches."""

from dataclasses import replace

from tools.demo_pictures.camera import Camera
from tools.demo_pictures.photos import Draw, broad, jpeg, printers_jpeg, square, tall, webp
from tools.demo_pictures.scene import WHITE, Set
from tools.demo_pictures.solids import Thing, shifted
from tools.demo_pictures.things.headphones import headphones
from tools.demo_pictures.things.notebook import notebook, open_notebook, pencil
from tools.demo_pictures.things.watch import stood, watch
from tools.demo_pictures.vectors import hexed

PINE, BRICK, INK, STRAW = hexed("#2e5a4d"), hexed("#8c3f36"), hexed("#2f3b52"), hexed("#d8b35c")
GRAPHITE, CREAM, BRASS, TAN = hexed("#2a2b2e"), hexed("#e9e2d6"), hexed("#d9b78a"), hexed("#b98d66")
IVORY, NIGHT, COGNAC, BLACK = hexed("#f3efe6"), hexed("#1f3350"), hexed("#8a5632"), hexed("#2a2a2c")


def _stack() -> Thing:
    parts: Thing = []
    for level, (colour, turn) in enumerate(((INK, 0.05), (STRAW, -0.22), (BRICK, 0.28))):
        book = shifted(notebook(colour, "Daily" if level == 2 else "", turn), (0.0, 1.9 * level, 0.0))
        parts += [replace(solid, lift=solid.lift + 40.0 * level) for solid in book]
    return parts


SHOTS: dict[str, Draw] = {
    "studio-headphones-cream.jpg": lambda: jpeg(
        Set(square(27, 9.0, 10), [headphones(CREAM, BRASS, 0.5, TAN)], hexed("#d3a596"))
    ),
    "studio-headphones-graphite.webp": lambda: webp(Set(square(27, 9.0, 10), [headphones(GRAPHITE, turn=-0.7)], WHITE)),
    "studio-headphones-front.jpg": lambda: jpeg(
        Set(tall(23, 9.4, 8), [headphones(hexed("#71808a"), turn=0.06)], hexed("#d9dee0"))
    ),
    "studio-headphones-ear-cup.jpg": lambda: jpeg(
        Set(square(12.5, 5.0, 10, aside=-4.2), [headphones(CREAM, BRASS, 0.75, TAN)], hexed("#c9b9a8"))
    ),
    "studio-headphones-two-colours.jpg": lambda: jpeg(
        Set(
            broad(47, 9.0, 10),
            [
                shifted(headphones(GRAPHITE, turn=-0.5), (11.5, 0.0, -8.0)),
                shifted(headphones(CREAM, BRASS, 0.55, TAN), (-10.5, 0.0, 2.0)),
            ],
            hexed("#b9c0c0"),
        )
    ),
    "clothbound-notebook-pine.jpg": lambda: jpeg(
        Set(
            square(28, 0.8, 44),
            [notebook(PINE, "Field notes", 0.35), pencil(hexed("#e2a93b"), (-3.0, 0.0, 13.0), 0.2)],
            hexed("#e6ddd0"),
        )
    ),
    "clothbound-notebook-open.jpg": lambda: jpeg(Set(broad(40, 0.6, 50), [open_notebook(BRICK)], hexed("#cfd6d8"))),
    "clothbound-notebook-print-catalogue.jpg": lambda: printers_jpeg(
        Set(square(31, 2.6, 34), [_stack()], hexed("#b9c6bd"))
    ),
    "field-watch-flat.jpg": lambda: jpeg(
        Set(Camera(1200, 1500, 14.5, (0.0, 0.0, 1.2), 64, 6.0), [watch(IVORY, COGNAC)], hexed("#e4dfd6"))
    ),
    "field-watch-night-blue.jpg": lambda: jpeg(
        Set(square(11, 3.6, 16), [stood(watch(NIGHT, BLACK, worn=True))], hexed("#b8c2cc"))
    ),
    "field-watch-dial.jpg": lambda: jpeg(
        Set(Camera(1200, 1200, 5.4, (0.25, 0.6, 0.0), 66, 6.0), [watch(IVORY, COGNAC, fine=180)], hexed("#e4dfd6"))
    ),
    "field-watch-two.jpg": lambda: jpeg(
        Set(
            broad(14.5, 3.5, 16),
            [
                shifted(stood(watch(IVORY, COGNAC, worn=True, fine=100)), (2.9, 0.0, -1.2)),
                shifted(stood(watch(NIGHT, BLACK, worn=True, fine=100)), (-2.9, 0.0, 0.5)),
            ],
            hexed("#d8c8b6"),
        )
    ),
}
