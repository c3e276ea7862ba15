"""A folder that `packshot export` wrote, back into galleries: adds and sets what differs, takes nothing away."""

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from web.clock import now
from web.gallery.apply import apply
from web.gallery.changes import Changes, changes_between
from web.gallery.edits import AddImage, Arrange, Edit, ReplacePicture
from web.gallery.errors import ImagesNotSupported, UnknownOwner
from web.gallery.model import Gallery, Image, Picture
from web.gallery.owner import Owner
from web.services.editing import edit_gallery
from web.services.gallery_rows import Wanted, columns, matched, wanted
from web.services.importing import (
    BY,
    EXPECTED,
    Means,
    Outcome,
    Refused,
    Result,
    called,
    file_taken,
    known_roles,
    said,
    store_ids,
)
from web.services.in_order import each, in_order
from web.services.reading import find_owner, gallery_of, shop_of
from web.services.sheets import BadSheet, Row, check_headings, headings, rows
from web.storage.errors import NotInImportDirectory
from web.storage.intake import import_hash


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A row with what its file turned out to be: its content, and the picture where it had to be taken in."""

    row: Wanted
    content_hash: str | None = None
    picture: Picture | None = None
    refused: str = ""


async def check_export(sheet: Path) -> None:
    """Raises BadSheet, OSError."""
    check_headings(sheet, headings(sheet), set(columns((await shop_of()).stores)))
    seen: dict[tuple[str, str], int] = {}
    for whose, group in groupby(rows(sheet), _whose):
        line = next(group).line
        if whose in seen:
            raise BadSheet(
                f"{sheet.name}, line {line}: the rows of {whose[1]} must stand together, as from {seen[whose]}"
            )
        seen[whose] = line


def _whose(row: Row) -> tuple[str, str]:
    return row.text("kind") or "product", row.text("id") or row.text("sku") or row.text("slug") or "?"


async def import_export(sheet: Path, means: Means) -> AsyncIterator[Outcome]:
    """One outcome per row with a file. Raises BadSheet, StorageUnavailable, OSError."""
    await check_export(sheet)
    stores = await store_ids()
    for _, group in groupby(rows(sheet), _whose):
        for outcome in await _imported(list(group), sheet, stores, means):
            yield outcome


async def _imported(group: list[Row], sheet: Path, stores: dict[str, int], means: Means) -> list[Outcome]:
    try:
        owner = await _owner(group[0])
    except EXPECTED as error:
        return [_refused(sheet, row.line, row.text("file"), said(error)) for row in group if row.text("file")]
    read = [piece async for piece in in_order(each(_read(group, stores)), _reader(owner, sheet.parent))]
    read.sort(key=lambda piece: piece.row.image)  # among equal positions the older image stands first
    fit = [piece for piece in read if not piece.refused]
    there = _matched(fit, (await gallery_of(owner)).gallery)
    taken = [piece async for piece in in_order(each(fit), _taker(owner, there, sheet.parent, means))]
    bad = [piece for piece in (*read, *taken) if piece.refused]
    outcomes = [_refused(sheet, piece.row.line, piece.row.file, piece.refused, owner) for piece in bad]
    good = [piece for piece in taken if not piece.refused]
    try:
        return outcomes + await _arranged(owner, good, sheet, means)
    except EXPECTED as error:
        why = said(error)
        return outcomes + [_refused(sheet, one.row.line, one.row.file, why, owner) for one in good if one.row.file]


async def _owner(row: Row) -> Owner:
    """Raises Refused, ImagesNotSupported."""
    kind: Any = row.text("kind") or "product"
    if kind not in ("product", "standard", "super"):
        raise Refused(f"kind is product, standard or super, not {kind!r}")
    for way in ("id", "sku", "slug"):
        text = row.text(way)
        if text:
            try:
                return await find_owner(kind, (way, text))
            except UnknownOwner as error:
                raise Refused(f"there is no {kind} with the {way} {text!r}") from error
    raise Refused("nothing says whose picture it is: id, sku or slug")


def _read(group: list[Row], stores: dict[str, int]) -> Iterator[Piece]:
    for row in group:
        try:
            yield Piece(row=wanted(row, stores))
        except Refused as error:
            bare = Row(row.line, {name: row.cells[name] for name in ("file",) if name in row.cells})
            yield Piece(row=wanted(bare, {}), refused=str(error))


def _reader(owner: Owner, folder: Path) -> Callable[[Piece], Coroutine[Any, Any, Piece]]:
    async def read(piece: Piece) -> Piece:
        if piece.refused:
            return piece
        try:
            await known_roles(owner, frozenset(role for roles in piece.row.roles.values() for role in roles))
            return replace(piece, content_hash=await _content_hash(owner, piece.row, folder))
        except EXPECTED as error:
            return replace(piece, refused=said(error))

    return read


async def _content_hash(owner: Owner, row: Wanted, folder: Path) -> str | None:
    """Of the row's file. A picture that the house still has needs none. Raises NotInImportDirectory."""
    if row.file is None:
        return None
    try:
        return await import_hash(folder, row.file)
    except NotInImportDirectory:
        image = (await gallery_of(owner)).gallery.images.get(row.image)
        if image is None or image.picture.content_hash != row.content_hash:
            raise
        return row.content_hash


def _matched(pieces: Sequence[Piece], gallery: Gallery) -> dict[int, Image]:
    rows_with_files = [piece.row for piece in pieces if piece.row.file]
    return matched(rows_with_files, {piece.row.line: piece.content_hash for piece in pieces}, gallery)


def _taker(
    owner: Owner, there: Mapping[int, Image], folder: Path, means: Means
) -> Callable[[Piece], Coroutine[Any, Any, Piece]]:
    async def take(piece: Piece) -> Piece:
        row, image = piece.row, there.get(piece.row.line)
        if row.file is None or (image and image.picture.content_hash == piece.content_hash):
            return piece
        try:
            if image is None and not owner.supports_images:
                raise ImagesNotSupported
            picture = await file_taken(means, folder, row.file, row.file_name or row.file.rpartition("/")[2])
        except EXPECTED as error:
            return replace(piece, refused=said(error))
        return replace(piece, picture=picture, content_hash=picture.content_hash)

    return take


class Plan(msgspec.Struct):
    """What is to happen to a gallery: the edits, and which image each row becomes, by its line."""

    edits: list[Edit]
    images: dict[int, int]  # below zero: one that is added
    replaced: set[int]


def _plan(pieces: Sequence[Piece], gallery: Gallery) -> Plan:
    there, plan = _matched(pieces, gallery), Plan([], {}, set())
    for piece in pieces:
        line, image = piece.row.line, there.get(piece.row.line)
        if piece.row.file is None:
            continue
        if image is None:
            plan.images[line] = -line
            plan.edits.append(AddImage(picture=replace(_picture(piece), number=-line)))
            continue
        plan.images[line] = image.id
        if image.picture.content_hash != piece.content_hash:
            plan.replaced.add(line)
            plan.edits.append(ReplacePicture(image_id=image.id, picture=_picture(piece)))
    arranged = {plan.images[one.row.line]: one.row.arranged for one in pieces if one.row.file}
    plan.edits.append(Arrange(images=arranged, roles=_roles(pieces, plan.images)))
    return plan


def _picture(piece: Piece) -> Picture:
    """Raises Refused where the gallery was changed so lately that nobody knew it would be needed."""
    if piece.picture is None:
        raise Refused("the gallery was changed meanwhile; run it again")
    return piece.picture


def _roles(pieces: Sequence[Piece], images: Mapping[int, int]) -> dict[int, dict[str, int | None]]:
    roles: dict[int, dict[str, int | None]] = {}
    for piece in pieces:
        for store, named in piece.row.roles.items():
            roles.setdefault(store, {}).update(dict.fromkeys(named, images.get(piece.row.line)))
    return roles


async def _arranged(owner: Owner, pieces: list[Piece], sheet: Path, means: Means) -> list[Outcome]:
    if not pieces:
        return []
    plan = Plan([], {}, set())

    def edits(gallery: Gallery) -> list[Edit]:
        nonlocal plan
        plan = _plan(pieces, gallery)
        return plan.edits

    if means.dry_run:
        gallery = (await gallery_of(owner)).gallery
        changes = changes_between(gallery, apply(gallery, edits(gallery), now()))
        added: dict[int, int] = {}
    else:
        edited = await edit_gallery(owner, edits, BY)
        changes = edited.changes
        new = [number for number in plan.images.values() if number < 0]
        added = dict(zip(new, edited.added, strict=True)) if edited.added else {}
    return [
        Outcome(
            source=f"{sheet.name}:{piece.row.line} {piece.row.file}",
            result=_result(piece.row.line, plan, changes),
            product=called(owner),
            image=added.get(plan.images[piece.row.line], max(plan.images[piece.row.line], 0)) or None,
        )
        for piece in pieces
        if piece.row.file
    ]


def _result(line: int, plan: Plan, changes: Changes) -> Result:
    image = plan.images[line]
    if image < 0:
        return "added"
    if line in plan.replaced:
        return "replaced"
    touched = image in changes.images or any(image in (role.before, role.after) for role in changes.roles)
    return "changed" if touched else "already there"


def _refused(sheet: Path, line: int, file: str | None, reason: str, owner: Owner | None = None) -> Outcome:
    source = f"{sheet.name}:{line} {file or ''}".rstrip()
    return Outcome(source=source, result="refused", product=called(owner) if owner else None, reason=reason)
