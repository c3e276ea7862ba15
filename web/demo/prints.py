"""What is printed on things: lettering, labels, dials and patterns, as small pictures read facet by facet."""

from collections.abc import Callable
from dataclasses import replace

from PIL import Image, ImageDraw, ImageFont

from web.demo.solids import Solid
from web.demo.vectors import Colour


def bytes_of(colour: Colour) -> tuple[int, int, int]:
    return (round(colour[0] * 255), round(colour[1] * 255), round(colour[2] * 255))


def printed(solid: Solid, picture: Image.Image) -> Solid:
    """The net painted with the picture; net rows run from the picture's bottom to its top."""
    rows, columns = len(solid.net) - 1, len(solid.net[0]) - 1
    pixels = picture.convert("RGB").resize((columns, rows), Image.Resampling.LANCZOS)

    def paint(row: int, column: int) -> Colour:
        pixel = pixels.getpixel((column, rows - 1 - row))
        assert isinstance(pixel, tuple)
        return (pixel[0] / 255, pixel[1] / 255, pixel[2] / 255)

    return replace(solid, paint=paint, soft=0.5)


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


def striped(colours: list[Colour], widths: list[int], by_row: bool = False) -> Callable[[int, int], Colour]:
    """Stripes of so many facets each, again and again."""
    pattern = [colour for colour, width in zip(colours, widths, strict=True) for _ in range(width)]

    def paint(row: int, column: int) -> Colour:
        return pattern[(row if by_row else column) % len(pattern)]

    return paint
