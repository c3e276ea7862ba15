"""A folder of pictures into galleries, by what their names say. Running it again does what is left."""

import os
import re
import unicodedata
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path

import msgspec
from msgspec import UNSET

from web.gallery.edits import AddImage
from web.gallery.model import Gallery, Picture
from web.gallery.owner import Owner
from web.services.editing import edit_gallery
from web.services.importing import (
    BY,
    EXPECTED,
    Means,
    Outcome,
    Refused,
    called,
    file_taken,
    known_roles,
    newcomer,
    of_content,
    position_in,
    product_of,
    said,
)
from web.services.in_order import each, grouped, in_order
from web.services.matching import Pattern
from web.services.reading import gallery_of
from web.storage.intake import import_hash

TOGETHER = 50  # files of one product in one transaction and one entry of its journal
NUMBERS = re.compile(r"(\d+)")


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was looked at. Without an owner it is refused; `there` is the image that has its content."""

    path: str
    owner: Owner | None = None
    reading: dict[str, str] = {}
    content_hash: str = ""
    picture: Picture | None = None  # None when it is there already
    there: int | None = None
    refused: str = ""


def files_in(folder: Path, inside: str = "") -> Iterator[str]:
    """Paths below the folder, as people sort them: 2 before 10. Hidden ones and links to folders are left out."""
    with os.scandir(folder / inside) as entries:
        found = sorted((_natural(one.name), one.name, one.is_dir(follow_symlinks=False)) for one in entries)
    for _, name, is_folder in found:
        if name.startswith("."):
            continue
        if is_folder:
            yield from files_in(folder, f"{inside}{name}/")
        else:
            yield inside + name


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in NUMBERS.split(name) if part]


async def import_files(folder: Path, pattern: Pattern, means: Means) -> AsyncIterator[Outcome]:
    """One outcome per file, in order. Raises StorageUnavailable, OSError."""

    async def look(path: str) -> Ready:
        try:
            return await _looked_at(folder, path, pattern, means)
        except EXPECTED as error:
            return Ready(path=path, refused=said(error))

    foreseen: set[int] = set()  # what a dry run would have added, since the galleries do not know

    async def keep(group: list[Ready]) -> list[Outcome]:
        return await (_foreseen(group, foreseen) if means.dry_run else _kept(group))

    async with aclosing(in_order(each(files_in(folder)), look)) as ready:
        async for outcomes in grouped(ready, _whose, TOGETHER, keep):
            for outcome in outcomes:
                yield outcome


def _whose(ready: Ready) -> object:
    return ready.owner.id if ready.owner else None


async def _looked_at(folder: Path, path: str, pattern: Pattern, means: Means) -> Ready:
    owner, reading = await _meant(path, pattern)
    if "role" in reading:
        await known_roles(owner, frozenset({reading["role"]}))
    content_hash = await import_hash(folder, path)
    there = of_content((await gallery_of(owner)).gallery, content_hash)
    picture = None if there else await file_taken(means, folder, path, path.rpartition("/")[2])
    known = picture.content_hash if picture else content_hash  # it may have been written to between the two looks
    return Ready(path=path, owner=owner, reading=reading, content_hash=known, picture=picture, there=there)


async def _meant(path: str, pattern: Pattern) -> tuple[Owner, dict[str, str]]:
    """Raises Refused, ImagesNotSupported."""
    try:
        path.encode()
    except UnicodeEncodeError as error:
        raise Refused("its name is not UTF-8") from error
    name = unicodedata.normalize("NFC", path if pattern.of_path else path.rpartition("/")[2])
    first: Refused | None = None
    for reading in pattern.readings(name):
        try:
            owner = await product_of(reading)
        except Refused as error:
            first = first or error
            continue
        position_in(reading.get("position", "0"))
        return owner, reading
    raise first or Refused(f"its name is not like {pattern.text}")


def _refused(group: list[Ready]) -> list[Outcome]:
    return [Outcome(source=shown(one.path), result="refused", reason=one.refused) for one in group]


async def _foreseen(group: list[Ready], foreseen: set[int]) -> list[Outcome]:
    owner = group[0].owner
    if owner is None:
        return _refused(group)
    gallery = (await gallery_of(owner)).gallery
    contents = {one.path: hash((owner.id, one.content_hash)) for one in _missing(group, gallery)}
    new: dict[str, int | None] = {path: None for path, content in contents.items() if content not in foreseen}
    foreseen.update(contents.values())
    return _outcomes(group, owner, gallery, new)


async def _kept(group: list[Ready]) -> list[Outcome]:
    owner = group[0].owner
    if owner is None:
        return _refused(group)
    new: list[Ready] = []

    def edits(gallery: Gallery) -> list[AddImage]:
        nonlocal new
        new = _missing(group, gallery)
        return [_edit(one, place) for place, one in enumerate(new, start=1)]

    try:
        edited = await edit_gallery(owner, edits, BY)
    except EXPECTED as error:
        return [
            Outcome(source=shown(one.path), result="refused", product=called(owner), reason=said(error))
            for one in group
        ]
    added = {one.path: image for one, image in zip(new, edited.added, strict=True)}
    return _outcomes(group, owner, edited.gallery, dict(added))


def _missing(group: list[Ready], gallery: Gallery) -> list[Ready]:
    """Those whose content is not in the gallery, each content once."""
    there = {image.picture.content_hash for image in gallery.images.values()}
    new: dict[str, Ready] = {}
    for one in group:
        if one.there is None and one.content_hash not in there:
            new.setdefault(one.content_hash, one)
    return list(new.values())


def _edit(one: Ready, place: int) -> AddImage:
    assert one.picture is not None  # noqa: S101 - for the type checker; what is there is not added
    reading = one.reading
    return newcomer(
        one.picture,
        place,
        label=reading.get("label"),
        position=position_in(reading["position"]) if "position" in reading else UNSET,
        roles=frozenset({reading["role"]} if "role" in reading else ()),
    )


def _outcomes(group: list[Ready], owner: Owner, gallery: Gallery, added: dict[str, int | None]) -> list[Outcome]:
    return [
        Outcome(
            source=shown(one.path),
            result="added" if one.path in added else "already there",
            product=called(owner),
            image=added[one.path] if one.path in added else one.there or of_content(gallery, one.content_hash),
        )
        for one in group
    ]


def shown(path: str) -> str:
    """Fit to be printed: bytes that are no UTF-8 are written out, and so is what would move a terminal's cursor."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)
