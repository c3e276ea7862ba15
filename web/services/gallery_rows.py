"""A gallery as rows of the CSV beside exported pictures, and back: everything but times and people returns exactly.

One row per image. A row without a file says which roles nobody has in a store, where that was decided.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from web.clock import as_datetime
from web.gallery.edits import Arranged
from web.gallery.model import GLOBAL, LARGEST_POSITION, Gallery, Image, Override
from web.gallery.owner import Owner, Store
from web.services.importing import Refused
from web.services.sheets import Row, kept, kept_words, whole_number, words_in

SHEET = "packshot.csv"
OF_OWNER = ("kind", "id", "sku", "slug")
OF_IMAGE = ("image", "file", "file_name", "sha256")
GLOBALLY = ("position", "label", "excluded", "roles", "variations")
AT_STORE = ("position", "label", "excluded", "removed", "roles")
TO_READ = ("uploaded_at", "uploader")  # for people; importing gives new ones
YES_NO = {"yes": True, "no": False, None: None}


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a row says. `image` and `content_hash` are those of the house that the row was written in."""

    line: int
    image: int
    file: str | None
    file_name: str | None
    content_hash: str | None
    arranged: Arranged
    roles: Mapping[int, tuple[str, ...]]  # by store


def columns(stores: Sequence[Store]) -> list[str]:
    own = [f"{name}:{store.code}" for store in stores for name in AT_STORE]
    return [*OF_OWNER, *OF_IMAGE, *GLOBALLY, *own, *TO_READ]


def written(owner: Owner, gallery: Gallery, stores: Sequence[Store], files: Mapping[int, str]) -> Iterator[list[str]]:
    """The cells of each row. `files`: the name each image's original was given."""
    whose = [owner.kind, str(owner.shop_id), kept(owner.sku), kept(owner.slug)]
    for image in gallery.listed():
        picture = image.picture
        cells = [*whose, str(image.id), kept(files[image.id]), kept(picture.file_name), picture.content_hash]
        cells += [str(image.position), kept(image.label), "yes" if image.excluded else ""]
        cells += [_held(gallery, GLOBAL, image.id), " ".join(map(str, image.variations))]
        for store in stores:
            cells += [*_own(image.own(store.id)), _held(gallery, store.id, image.id)]
        yield [
            *cells,
            as_datetime(picture.uploaded_at).isoformat(),
            kept(picture.uploader.name if picture.uploader else None),
        ]
    if any(None in held.values() for held in gallery.roles.values()):
        nobody = [cell for store in stores for cell in ("", "", "", "", _held(gallery, store.id, None))]
        yield [*whose, *("" for _ in (*OF_IMAGE, *GLOBALLY)), *nobody, "", ""]


def _own(own: Override) -> tuple[str, str, str, str]:
    position = "" if own.position is None else str(own.position)
    excluded = {True: "yes", False: "no", None: ""}[own.excluded]
    return position, kept(own.label), excluded, "yes" if own.removed else ""


def _held(gallery: Gallery, store: int, holder: int | None) -> str:
    return kept_words([role for role, held in gallery.roles.get(store, {}).items() if held == holder])


def wanted(row: Row, stores: Mapping[str, int]) -> Wanted:
    """Raises Refused."""
    at = {code: {name: row.text(f"{name}:{code}") for name in AT_STORE} for code in stores}
    overrides = {
        stores[code]: Override(
            label=own["label"],
            position=_number(own["position"], f"position:{code}"),
            excluded=_yes(own["excluded"], f"excluded:{code}"),
            removed=_yes(own["removed"], f"removed:{code}") or False,
        )
        for code, own in at.items()
    }
    roles = {GLOBAL: words_in(row.text("roles"))} | {stores[code]: words_in(own["roles"]) for code, own in at.items()}
    return Wanted(
        line=row.line,
        image=_number(row.text("image"), "image") or 0,
        file=row.text("file"),
        file_name=row.text("file_name"),
        content_hash=row.text("sha256"),
        arranged=Arranged(
            position=_number(row.text("position"), "position") or 0,
            label=row.text("label"),
            excluded=_yes(row.text("excluded"), "excluded") or False,
            variations=tuple(_number(word, "variations") or 0 for word in words_in(row.text("variations"))),
            overrides={store: own for store, own in overrides.items() if own != Override()},
        ),
        roles={store: tuple(named) for store, named in roles.items() if named},
    )


def _number(text: str | None, column: str) -> int | None:
    try:
        number = whole_number(text)
    except ValueError as error:
        raise Refused(f"{column} {text!r} is no whole number") from error
    if number is not None and abs(number) > LARGEST_POSITION:
        raise Refused(f"{column} {text} is beyond what can be stored")
    return number


def _yes(text: str | None, column: str) -> bool | None:
    said: Any = text.strip().lower() if text else None
    if said not in YES_NO:
        raise Refused(f"{column} is yes, no or empty, not {text!r}")
    return YES_NO[said]


def matched(rows: Sequence[Wanted], hashes: Mapping[int, str | None], gallery: Gallery) -> dict[int, Image]:
    """Which image of the gallery each row (by its line) is about; rows that are about none are left out.

    The image of that number if it has the row's picture, or had it when the row was written; else any other with
    the same content that no row is about. `hashes`: what each row's file holds, by line.
    """
    found: dict[int, Image] = {}
    for row in rows:
        image = gallery.images.get(row.image)
        if image and image.picture.content_hash in (hashes[row.line], row.content_hash):
            found[row.line] = image
    free = [image for image in gallery.images.values() if image not in found.values()]
    for row in rows:
        image = next((one for one in free if one.picture.content_hash == hashes[row.line]), None)
        if image and row.line not in found:
            found[row.line] = image
            free.remove(image)
    return found
