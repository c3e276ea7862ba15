"""The rows of one owner in an exported folder, with what their files turn out to be."""

from collections.abc import Callable, Coroutine, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from web.files.receive import import_hash
from web.gallery.errors import ImagesNotSupported
from web.gallery.model import Gallery, Image, Picture
from web.gallery.owner import Owner
from web.gallery.picture_errors import NotInImportDirectory
from web.services.catalogue.lookup import gallery_of
from web.services.exchange.csv_files import Row
from web.services.exchange.importing.exported_rows import ExportRow, matched, read_export_row
from web.services.exchange.importing.find_owner import called, known_roles
from web.services.exchange.importing.import_context import ImportContext, file_taken
from web.services.exchange.importing.row_result import EXPECTED, RowRefused, RowResult, said
from web.services.jobs.concurrency import each, in_order


class Export(msgspec.Struct, frozen=True):
    sheet: Path
    stores: dict[str, int]  # ids by code
    context: ImportContext

    def source(self, line: int, file: str | None) -> str:
        return f"{self.sheet.name}:{line} {file or ''}".rstrip()

    def refused(self, line: int, file: str | None, reason: str, owner: Owner | None = None) -> RowResult:
        product = called(owner) if owner else None
        return RowResult(source=self.source(line, file), result="refused", product=product, reason=reason)


class ExportedGallery(msgspec.Struct, frozen=True, kw_only=True):
    """A row with what its file turned out to be: its content, and the picture where it had to be taken in."""

    row: ExportRow
    content_hash: str | None = None
    picture: Picture | None = None
    refused: str = ""


Step = Callable[[ExportedGallery], Coroutine[Any, Any, ExportedGallery]]


async def read(group: list[Row], owner: Owner, export: Export) -> list[ExportedGallery]:
    """In the order of the images' numbers: among equal positions the older image stands first."""

    async def look(piece: ExportedGallery) -> ExportedGallery:
        await known_roles(owner, frozenset(role for roles in piece.row.roles.values() for role in roles))
        return replace(piece, content_hash=await _content_hash(owner, piece.row, export.sheet.parent))

    pieces = [piece async for piece in in_order(each(_worded(group, export.stores)), _where_good(look))]
    return sorted(pieces, key=lambda piece: piece.row.image)


def _worded(group: list[Row], stores: dict[str, int]) -> Iterator[ExportedGallery]:
    for row in group:
        try:
            yield ExportedGallery(row=read_export_row(row, stores))
        except RowRefused as error:
            bare = Row(row.line, {name: row.cells[name] for name in ("file",) if name in row.cells})
            yield ExportedGallery(row=read_export_row(bare, {}), refused=str(error))


def _where_good(step: Step) -> Step:
    async def tried(piece: ExportedGallery) -> ExportedGallery:
        try:
            return piece if piece.refused else await step(piece)
        except EXPECTED as error:
            return replace(piece, refused=said(error))

    return tried


async def _content_hash(owner: Owner, row: ExportRow, folder: Path) -> str | None:
    """Of the row's file. A picture that this installation still has needs none. Raises NotInImportDirectory."""
    if row.file is None:
        return None
    try:
        return await import_hash(folder, row.file)
    except NotInImportDirectory:
        image = (await gallery_of(owner)).gallery.images.get(row.image)
        if image is None or image.picture.content_hash != row.content_hash:
            raise
        return row.content_hash


async def taken_in(
    pieces: list[ExportedGallery], owner: Owner, gallery: Gallery, export: Export
) -> list[ExportedGallery]:
    """With the pictures that the gallery lacks."""
    there = images_of(pieces, gallery)

    async def take(piece: ExportedGallery) -> ExportedGallery:
        row, image = piece.row, there.get(piece.row.line)
        if row.file is None or (image and image.picture.content_hash == piece.content_hash):
            return piece
        if image is None and not owner.supports_images:
            raise ImagesNotSupported
        name = row.file_name or row.file.rpartition("/")[2]
        picture = await file_taken(export.context, export.sheet.parent, row.file, name)
        return replace(piece, picture=picture, content_hash=picture.content_hash)

    return [piece async for piece in in_order(each(pieces), _where_good(take))]


def images_of(pieces: list[ExportedGallery], gallery: Gallery) -> Mapping[int, Image]:
    """The image that each row, by its line, is about."""
    good = [piece for piece in pieces if piece.row.file and not piece.refused]
    return matched([piece.row for piece in good], {piece.row.line: piece.content_hash for piece in good}, gallery)
