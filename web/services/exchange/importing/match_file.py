"""Matching a file of a folder to a product by its name, and receiving it where its content is not there yet."""

import unicodedata
from pathlib import Path

import msgspec

from web.files.receive import import_hash
from web.gallery.model import Picture
from web.gallery.owner import Owner
from web.services.catalogue.lookup import gallery_of
from web.services.exchange.importing.find_owner import known_roles, product_of, storable
from web.services.exchange.importing.import_context import ImportContext, image_of_content, receive_file
from web.services.exchange.importing.patterns import Pattern
from web.services.exchange.importing.row_result import RowRefused


class MatchedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file with its product; refused without one. `there` is the image that has its content already."""

    path: str
    owner: Owner | None = None
    reading: dict[str, str] = {}
    content_hash: str = ""
    picture: Picture | None = None  # None when it is there already
    there: int | None = None
    refused: str = ""


async def match_file(folder: Path, path: str, pattern: Pattern, context: ImportContext) -> MatchedFile:
    """Raises what EXPECTED names, StorageUnavailable."""
    owner, reading = await _product_of_name(path, pattern)
    if "role" in reading:
        await known_roles(owner, frozenset({reading["role"]}))
    content_hash = await import_hash(folder, path)
    there = image_of_content((await gallery_of(owner)).gallery, content_hash)
    picture = None if there else await receive_file(context, folder, path, path.rpartition("/")[2])
    known = picture.content_hash if picture else content_hash  # it may have been written to between the two looks
    return MatchedFile(path=path, owner=owner, reading=reading, content_hash=known, picture=picture, there=there)


async def _product_of_name(path: str, pattern: Pattern) -> tuple[Owner, dict[str, str]]:
    """Find by the first reading of its name that means a product. Raises RowRefused, ImagesNotSupported."""
    first: RowRefused | None = None
    for reading in pattern.readings(_name(path, pattern)):
        try:
            owner = await product_of(reading)
        except RowRefused as error:
            first = first or error
            continue
        storable(int(reading.get("position", "0")))
        return owner, reading
    raise first or RowRefused(f"its name is not like {pattern.text}")


def _name(path: str, pattern: Pattern) -> str:
    """Raises RowRefused."""
    try:
        path.encode()
    except UnicodeEncodeError as error:
        raise RowRefused("its name is not UTF-8") from error
    return unicodedata.normalize("NFC", path if pattern.of_path else path.rpartition("/")[2])
