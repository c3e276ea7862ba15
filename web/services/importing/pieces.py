"""The rows of one owner in an exported folder, with what their files turn out to be."""

from collections.abc import Callable, Coroutine, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from web.gallery.errors import ImagesNotSupported
from web.gallery.model import Gallery, Image, Picture
from web.gallery.owner import Owner
from web.services.importing.exported_rows import Wanted, matched, wanted
from web.services.importing.means import Means, file_taken
from web.services.importing.outcome import EXPECTED, Outcome, Refused, said
from web.services.importing.products import called, known_roles
from web.services.in_order import each, in_order
from web.services.reading import gallery_of
from web.services.sheets import Row
from web.storage.errors import NotInImportDirectory
from web.storage.intake import import_hash


class Export(msgspec.Struct, frozen=True):
    sheet: Path
    stores: dict[str, int]  # ids by code
    means: Means

    def source(self, line: int, file: str | None) -> str:
        return f"{self.sheet.name}:{line} {file or ''}".rstrip()

    def refused(self, line: int, file: str | None, reason: str, owner: Owner | None = None) -> Outcome:
        product = called(owner) if owner else None
        return Outcome(source=self.source(line, file), result="refused", product=product, reason=reason)


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A row with what its file turned out to be: its content, and the picture where it had to be taken in."""

    row: Wanted
    content_hash: str | None = None
    picture: Picture | None = None
    refused: str = ""


Step = Callable[[Piece], Coroutine[Any, Any, Piece]]


async def read(group: list[Row], owner: Owner, export: Export) -> list[Piece]:
    """In the order of the images' numbers: among equal positions the older image stands first."""

    async def look(piece: Piece) -> Piece:
        await known_roles(owner, frozenset(role for roles in piece.row.roles.values() for role in roles))
        return replace(piece, content_hash=await _content_hash(owner, piece.row, export.sheet.parent))

    pieces = [piece async for piece in in_order(each(_worded(group, export.stores)), _where_good(look))]
    return sorted(pieces, key=lambda piece: piece.row.image)


def _worded(group: list[Row], stores: dict[str, int]) -> Iterator[Piece]:
    for row in group:
        try:
            yield Piece(row=wanted(row, stores))
        except Refused as error:
            bare = Row(row.line, {name: row.cells[name] for name in ("file",) if name in row.cells})
            yield Piece(row=wanted(bare, {}), refused=str(error))


def _where_good(step: Step) -> Step:
    async def tried(piece: Piece) -> Piece:
        try:
            return piece if piece.refused else await step(piece)
        except EXPECTED as error:
            return replace(piece, refused=said(error))

    return tried


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


async def taken_in(pieces: list[Piece], owner: Owner, gallery: Gallery, export: Export) -> list[Piece]:
    """With the pictures that the gallery lacks."""
    there = images_of(pieces, gallery)

    async def take(piece: Piece) -> Piece:
        row, image = piece.row, there.get(piece.row.line)
        if row.file is None or (image and image.picture.content_hash == piece.content_hash):
            return piece
        if image is None and not owner.supports_images:
            raise ImagesNotSupported
        name = row.file_name or row.file.rpartition("/")[2]
        picture = await file_taken(export.means, export.sheet.parent, row.file, name)
        return replace(piece, picture=picture, content_hash=picture.content_hash)

    return [piece async for piece in in_order(each(pieces), _where_good(take))]


def images_of(pieces: list[Piece], gallery: Gallery) -> Mapping[int, Image]:
    """The image that each row, by its line, is about."""
    good = [piece for piece in pieces if piece.row.file and not piece.refused]
    return matched([piece.row for piece in good], {piece.row.line: piece.content_hash for piece in good}, gallery)
