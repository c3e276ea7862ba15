"""One picture of the demo: whose it is, how it is drawn, what is said about it."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct, field

MAIN = ("image", "small_image", "thumbnail")
OwnerKind = Literal["product", "standard", "super"]


class DemoPicture(Struct, frozen=True):
    owner_kind: OwnerKind
    owner_id: int
    file_name: str
    draw: Callable[[], bytes]
    label: str | None = None
    labels: dict[str, str] = field(default_factory=dict)
    """By store code; a store that is missing inherits `label`."""
    roles: tuple[str, ...] = ()
    excluded: bool = False
    variations: tuple[int, ...] = ()


def in_words(french: str | None = None, german: str | None = None) -> dict[str, str]:
    words = {"french": french, "german": german}
    return {store: text for store, text in words.items() if text is not None}
