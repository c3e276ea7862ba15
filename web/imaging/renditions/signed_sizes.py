"""Free sizes: pictures in any size, at addresses that this installation signed, so that nobody else makes it render."""

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

from web.gallery.model import MIDDLE, Point
from web.imaging.renditions.sizes import Size

LARGEST = 4096  # pixels, also of a side that is not given
PURPOSE = "media sizes"  # what the signing key is derived for
POINT = re.compile(r"(\d{1,3}|1000)-(\d{1,3}|1000)")

Way = Literal["fit", "fill"]
Side = Annotated[int, msgspec.Meta(ge=1, le=LARGEST)]


class SizeRequest(msgspec.Struct, frozen=True):
    """Query of a free size's address. With one side only, `fill` has nothing to cut away."""

    width: Side | None = None
    height: Side | None = None
    fit: Way = "fit"
    focus: str = "500-500"
    s: str = ""


def free_size(width: int | None, height: int | None, way: Way, focus: Point = MIDDLE) -> Size:
    box = width or LARGEST, height or LARGEST
    return Size.fill(*box, focus) if way == "fill" and width and height else Size.fit(*box)


def signature(key: bytes, number: int, size: Size, format: str) -> str:
    """Sign everything that decides the bytes: which picture, which box, how and around which point, which format."""
    text = f"{number} {size.key} {format}"
    return urlsafe_b64encode(hmac.digest(key, text.encode(), "sha256")).decode().rstrip("=")


def query(key: bytes, number: int, size: Size, format: str) -> dict[str, str | int]:
    """Query parameters of a free size's address."""
    sides = {"width": size.width, "height": size.height}
    given = {name: side for name, side in sides.items() if side != LARGEST} or {"width": LARGEST}
    focus = {} if size.focus == MIDDLE else {"focus": f"{size.focus[0]}-{size.focus[1]}"}
    return {**given, "fit": size.way, **focus, "s": signature(key, number, size, format)}


def signed_size(key: bytes, number: int, given: Mapping[str, str], format: str | None) -> Size | None:
    """The requested size; None where it is none, or where we did not sign it."""
    try:
        requested = msgspec.convert(dict(given), SizeRequest, strict=False)
    except msgspec.ValidationError:
        return None
    point = POINT.fullmatch(requested.focus)
    if format is None or point is None or not (requested.width or requested.height):
        return None
    size = free_size(requested.width, requested.height, requested.fit, (int(point[1]), int(point[2])))
    right = hmac.compare_digest(signature(key, number, size, format).encode(), requested.s.encode())
    return size if right else None
