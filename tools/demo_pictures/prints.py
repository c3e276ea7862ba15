"""What is printed on things: lettering, labels, dials and patterns, as small pictures read facet by facet."""

from collections.abc import Callable
from dataclasses import replace

from PIL import Image, ImageDraw, ImageFont

from tools.demo_pictures.solids import Solid
from tools.demo_pictures.vectors import Colour

# forty steps are enough for ink on paper, and few different colours are quick to light
_INK = [round(value / 255 * 40) / 40 for value in range(256)]


def bytes_of(colour: Colour) -> tuple[int, int, int]:
    return (round(colour[0] * 255), round(colour[1] * 255), round(colour[2] * 255))


def printed(solid: Solid, picture: Image.Image) -> Solid:
    """The net painted with the picture; net rows run from the picture's bottom to its top."""
    rows, columns = len(solid.net) - 1, len(solid.net[0]) - 1
    pixels = picture.convert("RGB").resize((columns, rows), Image.Resampling.LANCZOS).tobytes()

    def paint(row: int, column: int) -> Colour:
        start = 3 * ((rows - 1 - row) * columns + column)
        return (_INK[pixels[start]], _INK[pixels[start + 1]], _INK[pixels[start + 2]])

    return replace(solid, paint=paint, soft=0.5, shared=4)


def lettered(
    size: tuple[int, int], paper: Colour, ink: Colour, lines: list[tuple[str, float, float]], frame: bool = False
) -> Image.Image:
    """Lines of (text, height, middle), both as shares of the label's height, centred on a label."""
    label = Image.new("RGB", size, bytes_of(paper))
    pen = ImageDraw.Draw(label)
    for text, high, middle in lines:
        font = ImageFont.load_default(high * size[1])
        pen.text((size[0] / 2, middle * size[1]), text, bytes_of(ink), font, anchor="mm")
    if frame:
        inset = size[1] * 0.06
        pen.rectangle(
            (inset, inset, size[0] - inset, size[1] - inset), outline=bytes_of(ink), width=max(1, size[1] // 70)
        )
    return label


def striped(colours: list[Colour], widths: list[int]) -> Callable[[int, int], Colour]:
    """Stripes of so many facets each, again and again."""
    pattern = [colour for colour, width in zip(colours, widths, strict=True) for _ in range(width)]

    def paint(row: int, column: int) -> Colour:
        return pattern[column % len(pattern)]

    return paint
