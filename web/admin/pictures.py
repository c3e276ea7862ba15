"""How pictures are shown: one address per size, so that the browser takes the smallest that is sharp."""

import msgspec

from web.gallery.model import Picture
from web.media import address
from web.renditions.sizes import Size

SIDES = (96, 320, 640, 1280)


class Shown(msgspec.Struct, frozen=True):
    """For an <img>: width and height give it its place before it is there."""

    src: str
    srcset: str
    width: int
    height: int
    whole: str  # the original's address


def shown(picture: Picture, largest: int = 1280) -> Shown:
    longest = max(picture.width, picture.height)
    widths: dict[int, str] = {}
    for side in SIDES:
        width = max(1, round(picture.width * min(1, side / longest)))
        if side <= largest:
            widths.setdefault(width, address(picture, Size.fit(side, side), "WEBP"))
    return Shown(
        src=address(picture, Size.fit(320, 320), "WEBP"),
        srcset=", ".join(f"{url} {width}w" for width, url in widths.items()),
        width=picture.width,
        height=picture.height,
        whole=address(picture),
    )
