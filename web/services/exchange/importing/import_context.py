"""What all imports work with: where bytes come from and go to, and the edit for a picture that came in."""

from pathlib import Path
from typing import Any

import msgspec

from web.files.receive import receive_import
from web.files.received import Limits
from web.files.store import FileStore
from web.gallery.actor import Actor
from web.gallery.edits import AddImage
from web.gallery.model import Gallery, Picture
from web.outbound.fetch import Fetcher
from web.services.editing.intake import check_in_sandbox
from web.services.editing.new_pictures import picture_from

BY = Actor(dialect="packshot")


class ImportContext(msgspec.Struct, frozen=True, kw_only=True):
    """`dry_run`: everything is looked at, nothing is kept."""

    files: FileStore
    limits: Limits
    fetcher: Fetcher
    dry_run: bool = False


async def file_taken(context: ImportContext, folder: Path, path: str, name: str) -> Picture:
    """Taken in; in a dry run only looked at. Raises PictureRefused, StorageUnavailable."""
    received = await receive_import(folder, path, context.limits)
    if not context.dry_run:
        return await picture_from(received, context.files, context.limits, name=name, uploader=None)
    async with received:
        checked = await check_in_sandbox(received, context.limits)
    facts = {fact: getattr(checked, fact) for fact in ("format", "width", "height", "mode")}
    kept: dict[str, Any] = {
        "content_hash": received.content_hash,
        "size": received.size,
        "file_name": name,
        "public_name": name,
    }
    return Picture(number=0, uploaded_at=0, uploader=None, **facts, **kept)


def newcomer(picture: Picture, place: int, **more: object) -> AddImage:
    """The edit for the picture that is the `place`th to be added, from 1."""
    return AddImage(picture=msgspec.structs.replace(picture, number=-place), **more)  # type: ignore[arg-type]


def of_content(gallery: Gallery, content_hash: str) -> int | None:
    """The image of these very bytes."""
    return next((one.id for one in gallery.images.values() if one.picture.content_hash == content_hash), None)
