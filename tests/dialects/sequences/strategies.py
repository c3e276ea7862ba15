"""Hypothesis strategies of the sequences: pictures, texts, positions, and `UNSENT` for a member that is left out."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from tests import pictures
from tests.dialects.sequences.oracle import GLOBAL, LARGEST, ROLES, Picture
from web.gallery.formats import media_type


class Unsent:
    def __repr__(self) -> str:
        return "UNSENT"


UNSENT: Final = Unsent()

# As Pillow names their format and mode; the web's three, and those that only some dialects take.
FILES = {
    "dress.png": ("PNG", "RGB", 8, 6),
    "small.png": ("PNG", "RGB", 4, 4),
    "photo.jpg": ("JPEG", "RGB", 10, 4),
    "wink.gif": ("GIF", "P", 6, 6),
    "new.webp": ("WEBP", "RGB", 12, 8),
    "newer.avif": ("AVIF", "RGB", 16, 8),
}
MAX_IMAGES = 5  # images: among few, what one request did is what another meets
ACCEPTED_EVERYWHERE = ("dress.png", "small.png", "photo.jpg", "wink.gif")


@cache
def content(name: str) -> bytes:
    format_, _, width, height = FILES[name]
    return pictures.encoded(pictures.quarters(width, height), format_)


def picture(number: int, name: str) -> Picture:
    format_, mode, width, height = FILES[name]
    return Picture(number, name, content(name), format_, width, height, mode, media_type(format_))


def drop_unsent(**members: Any) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not UNSENT}


def as_xml(root: str, members: Mapping[str, Any]) -> bytes:
    """Texts and lists of texts, as a careful client writes them."""
    inside = "".join(f"<{name}>{_inside(value)}</{name}>" for name, value in members.items())
    return f'<?xml version="1.0" encoding="UTF-8"?><{root}>{inside}</{root}>'.encode()


def fits_xml(text: Any) -> bool:
    """True if XML can hold this text."""
    return "\a" not in str(text)


def _inside(value: Any) -> str:
    if isinstance(value, list):
        return "".join(f"<data_item>{_inside(one)}</data_item>" for one in value)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.just(UNSENT), values)


# Few values and many times, so that what one request says another has said before; and now and then something odd.
plain = st.sampled_from(["Robe", "Dress", ""])
odd = st.sampled_from(
    [
        "White <b>&amp;</b> \"x\" & 'y'",
        " padded ",
        "  ",
        "Größe “M” \U0001f457",
        "a\nb",
        "a\r\nb\rc",
        "\nlead",
        "NULL",
        "bell\a",
    ]
)
labels = st.one_of(plain, plain, odd)
nullable = st.one_of(st.none(), labels)
some_roles = st.one_of(
    st.sampled_from([["image"], ["thumbnail"], ["image", "thumbnail"], []]),
    st.lists(st.sampled_from(ROLES), unique=True, max_size=3),
)
any_files = st.sampled_from(list(FILES))
web_or_webp_files = st.sampled_from([*ACCEPTED_EVERYWHERE, "new.webp"])
web_files = st.sampled_from(ACCEPTED_EVERYWHERE)
near = st.integers(0, 5)
places = st.one_of(near, st.integers(-1, 9))
from_zero = st.one_of(near, st.just(2**31 - 1))
with_clipped = st.one_of(near, st.sampled_from([-2, 2**32 - 1, 2**33]))
any_order = st.one_of(near, st.sampled_from([-3, -2, 2**40, LARGEST, -LARGEST]))
numbers = st.one_of(st.integers(0, 1), st.integers(0, MAX_IMAGES - 1))
scopes = st.sampled_from([GLOBAL, GLOBAL, 2, 2, 1, 3])
