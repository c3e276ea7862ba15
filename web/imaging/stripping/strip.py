"""Stripping a file of any format; runs in the sandbox."""

from collections.abc import Callable
from pathlib import Path

from web.imaging import jpeg_segments
from web.imaging.envelope import mended
from web.imaging.opening import open_bytes, refusing_damaged
from web.imaging.stripping import avif, gif, png, webp

STRIPPERS: dict[str, Callable[[bytes, int], bytes]] = {
    "JPEG": jpeg_segments.stripped,
    "PNG": png.stripped,
    "GIF": gif.stripped,
    "WEBP": webp.stripped,
    "AVIF": avif.stripped,
}


def write_stripped(source: Path, target: Path, format: str, orientation: int) -> None:
    """Write a copy with the same pixels, colours and turn. Raises PictureRefused where its parts make no sense."""
    with refusing_damaged():
        data = mended(source)
        copy = STRIPPERS[format](source.read_bytes() if data is None else data, orientation)
        open_bytes(copy).close()  # its header at least is sound
    target.write_bytes(copy)
