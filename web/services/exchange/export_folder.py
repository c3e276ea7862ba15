"""Everything out: the originals under readable names, and one CSV that holds all else of the galleries.

The CSV is written aside and gets its name when it is whole, so a folder that has it is finished. Begun again, an
export leaves files alone that are right already.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import aclosing, suppress
from functools import partial
from pathlib import Path

import msgspec

from web.database.queries import owners
from web.database.queries.images import number_of_images
from web.files.store import FileStore, original_key
from web.gallery.model import Image
from web.gallery.owner import Owner
from web.gallery.picture_errors import MissingFile
from web.services.catalogue.lookup import gallery_of, shop_of
from web.services.exchange.csv_files import writer_of
from web.services.exchange.export_rows import SHEET, columns, file_names, rows_of, stem
from web.services.exchange.importing.find_owner import product_name
from web.services.exchange.importing.row_result import RowResult
from web.services.jobs.concurrency import each, in_order

__all__ = ["FolderInUse", "export", "number_of_images"]

PART = f".{SHEET}.part"
PAGE = 100


class FolderInUse(Exception):
    """Something else lies in the folder."""


class Original(msgspec.Struct, frozen=True):
    image: Image
    name: str


def check_folder(folder: Path) -> None:
    """Make it, or find in it an export that was begun. Raises FolderInUse, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / SHEET).exists():
        raise FolderInUse(f"{folder} holds a finished export already; name another folder")
    if not (folder / PART).exists() and any(folder.iterdir()):
        raise FolderInUse(f"{folder} is not empty; name another folder")


async def export(folder: Path, files: FileStore) -> AsyncIterator[RowResult]:
    """Export the pictures, a result for each. Raises FolderInUse, StorageUnavailable, OSError."""
    await asyncio.to_thread(check_folder, folder)
    stores = (await shop_of()).stores
    taken: set[str] = set()
    with (folder / PART).open("w", encoding="utf-8-sig", newline="") as file:
        sheet = writer_of(file)
        sheet.writerow(columns(stores))
        async for owner in _owners():
            gallery = (await gallery_of(owner)).gallery
            names = file_names(stem(owner, taken), gallery)
            originals = (Original(image, names[image.id]) for image in gallery.listed())
            async with aclosing(in_order(each(originals), _writer(folder, files, product_name(owner)))) as outcomes:
                async for outcome in outcomes:
                    yield outcome
            sheet.writerows(rows_of(owner, gallery, stores, names))
    (folder / PART).rename(folder / SHEET)


async def _owners() -> AsyncIterator[Owner]:
    after = 0
    while some := await owners.page_with_images(after, PAGE):
        for owner in some:
            yield owner
        after = some[-1].id


def _writer(folder: Path, files: FileStore, product: str) -> Callable[[Original], Coroutine[object, None, RowResult]]:
    async def write(one: Original) -> RowResult:
        content_hash, path = one.image.picture.content_hash, folder / one.name
        result = partial(RowResult, source=one.name, product=product, image=one.image.id)
        with suppress(FileNotFoundError):
            if await asyncio.to_thread(_hash, path) == content_hash:
                return result(result="already there")
        part = folder / f".{one.name}.part"
        try:
            await files.fetch_to(original_key(content_hash), part)
        except MissingFile:
            await asyncio.to_thread(part.unlink, True)
            return result(result="refused", reason="its original is missing in the storage")
        if await asyncio.to_thread(_hash, part) != content_hash:
            await asyncio.to_thread(part.unlink)
            return result(result="refused", reason="its original is damaged in the storage")
        await asyncio.to_thread(part.rename, path)
        return result(result="written")

    return write


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
