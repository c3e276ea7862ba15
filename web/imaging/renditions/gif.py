"""GIFs written: the colours of every frame brought down to a palette of its own, and alpha to all or nothing.

Pillow's own writer makes every trace of alpha solid, and cuts frames to where they differ from a background of one
colour, which no browser shows.
"""

import struct
from collections.abc import Sequence
from pathlib import Path

from PIL import GifImagePlugin, Image

HEADER = struct.Struct("<6sHH3x")  # no colours for all frames
SOLID = 128  # alpha from which on a pixel is there
MOST_COLOURS = 256
EMPTY_FIRST = 2  # every frame is whole, so each begins on an empty canvas


def write(frames: Sequence[Image.Image], durations: Sequence[int], plays: int, target: Path) -> None:
    """Write L, RGB or RGBA frames, each shown for so many milliseconds; `plays` 0 is for ever."""
    moving = len(frames) > 1
    with target.open("wb") as file:
        file.write(HEADER.pack(b"GIF89a", *frames[0].size))
        if moving and plays != 1:  # to play once is said by saying nothing
            file.write(b"!\xff\x0bNETSCAPE2.0\x03\x01" + struct.pack("<H", max(plays - 1, 0)) + b"\0")
        for number, frame in enumerate(frames):
            timing = {"duration": durations[number], "disposal": EMPTY_FIRST} if moving else {}
            file.writelines(_encoded(frame, timing))
        file.write(b";")


def _encoded(frame: Image.Image, timing: dict[str, int]) -> list[bytes]:
    reduced, empty = _reduced(frame)
    transparency = {} if empty is None else {"transparency": empty}
    return GifImagePlugin.getdata(reduced, (0, 0), include_color_table=True, **timing, **transparency)


def _reduced(frame: Image.Image) -> tuple[Image.Image, int | None]:
    """The frame with a palette, and the number of the entry that stands for nothing."""
    colours = frame.convert("RGB")
    shining = frame.getchannel("A").point(lambda alpha: 255 * (alpha < SOLID)) if frame.mode == "RGBA" else None
    if shining is None or shining.getbbox() is None:
        reduced = colours.quantize(MOST_COLOURS)
        reduced.putpalette(_used(reduced))
        return reduced, None
    colours.paste((0, 0, 0), mask=shining)  # or what nobody sees would take part of the palette
    reduced = colours.quantize(MOST_COLOURS - 1)
    palette = _used(reduced)
    reduced.putpalette([*palette, 0, 0, 0])
    reduced.paste(len(palette) // 3, mask=shining)
    return reduced, len(palette) // 3


def _used(picture: Image.Image) -> list[int]:
    """The palette as far as it is used: the rest would be written too."""
    _, last = picture.getextrema()
    return (picture.getpalette() or [])[: 3 * (int(last) + 1)]  # type: ignore[arg-type]
