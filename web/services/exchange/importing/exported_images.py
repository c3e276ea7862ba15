"""The rows of one owner in an exported folder, with the contents of their files."""

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
from web.services.exchange.importing.find_owner import known_roles, product_name
from web.services.exchange.importing.import_context import ImportContext, receive_file
from web.services.exchange.importing.row_result import EXPECTED, RowRefused, RowResult, message_of
from web.services.jobs.concurrency import each, in_order


class Export(msgspec.Struct, frozen=True):
    sheet: Path
    stores: dict[str, int]  # ids by code
    context: ImportContext

    def source(self, line: int, file: str | None) -> str:
        return f"{self.sheet.name}:{line} {file or ''}".rstrip()

    def refused(self, line: int, file: str | None, reason: str, owner: Owner | None = None) -> RowResult:
        product = product_name(owner) if owner else None
        return RowResult(source=self.source(line, file), result="refused", product=product, reason=reason)


class ExportedImage(msgspec.Struct, frozen=True, kw_only=True):
    """A row with the content of its file, and the picture where it had to be received."""

    row: ExportRow
    content_hash: str | None = None
    picture: Picture | None = None
    refused: str = ""


Step = Callable[[ExportedImage], Coroutine[Any, Any, ExportedImage]]


async def read(group: list[Row], owner: Owner, export: Export) -> list[ExportedImage]:
    """Sorted by the images' numbers: among equal positions the older image stands first."""

    async def read_file(item: ExportedImage) -> ExportedImage:
        await known_roles(owner, frozenset(role for roles in item.row.roles.values() for role in roles))
        return replace(item, content_hash=await _content_hash(owner, item.row, export.sheet.parent))

    items = [item async for item in in_order(each(_read_rows(group, export.stores)), _unless_refused(read_file))]
    return sorted(items, key=lambda item: item.row.image)


def _read_rows(group: list[Row], stores: dict[str, int]) -> Iterator[ExportedImage]:
    for row in group:
        try:
            yield ExportedImage(row=read_export_row(row, stores))
        except RowRefused as error:
            file_only = Row(row.line, {name: row.cells[name] for name in ("file",) if name in row.cells})
            yield ExportedImage(row=read_export_row(file_only, {}), refused=str(error))


def _unless_refused(step: Step) -> Step:
    async def step_or_refusal(item: ExportedImage) -> ExportedImage:
        try:
            return item if item.refused else await step(item)
        except EXPECTED as error:
            return replace(item, refused=message_of(error))

    return step_or_refusal


async def _content_hash(owner: Owner, row: ExportRow, folder: Path) -> str | None:
    """Hash of the row's file. A picture that this installation still has needs none. Raises NotInImportDirectory."""
    if row.file is None:
        return None
    try:
        return await import_hash(folder, row.file)
    except NotInImportDirectory:
        image = (await gallery_of(owner)).gallery.images.get(row.image)
        if image is None or image.picture.content_hash != row.content_hash:
            raise
        return row.content_hash


async def receive_missing(
    items: list[ExportedImage], owner: Owner, gallery: Gallery, export: Export
) -> list[ExportedImage]:
    """The same with the pictures that the gallery lacks."""
    there = images_of(items, gallery)

    async def take(item: ExportedImage) -> ExportedImage:
        row, image = item.row, there.get(item.row.line)
        if row.file is None or (image and image.picture.content_hash == item.content_hash):
            return item
        if image is None and not owner.supports_images:
            raise ImagesNotSupported
        name = row.file_name or row.file.rpartition("/")[2]
        picture = await receive_file(export.context, export.sheet.parent, row.file, name)
        return replace(item, picture=picture, content_hash=picture.content_hash)

    return [item async for item in in_order(each(items), _unless_refused(take))]


def images_of(items: list[ExportedImage], gallery: Gallery) -> Mapping[int, Image]:
    """The image that each row, by its line, is about."""
    good = [item for item in items if item.row.file and not item.refused]
    return matched([item.row for item in good], {item.row.line: item.content_hash for item in good}, gallery)
