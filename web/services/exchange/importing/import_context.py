"""The context of every import: where bytes come from and go to, and the edit for a new picture."""

from pathlib import Path

import msgspec

from web.files.receive import receive_import
from web.files.received import Limits
from web.files.store import FileStore
from web.gallery.edits import AddImage
from web.gallery.model import Actor, Gallery, Picture
from web.outbound.fetch import Fetcher
from web.services.editing.new_pictures import check_in_sandbox, picture_from

BY = Actor(dialect="cli")


class ImportContext(msgspec.Struct, frozen=True, kw_only=True):
    """`dry_run`: everything is checked, nothing is kept. `keep`: images that are there stay as they are."""

    files: FileStore
    limits: Limits
    fetcher: Fetcher
    dry_run: bool = False
    keep: bool = False


async def receive_file(context: ImportContext, folder: Path, path: str, name: str) -> Picture:
    """Receive a file of the folder; in a dry run only check it. Raises PictureRefused, StorageUnavailable."""
    received = await receive_import(folder, path, context.limits)
    if not context.dry_run:
        return await picture_from(received, context.files, context.limits, name=name, uploader=None)
    async with received:
        checked = await check_in_sandbox(received, context.limits)
    return Picture(
        number=0,
        content_hash=received.content_hash,
        format=checked.format,
        size=received.size,
        width=checked.width,
        height=checked.height,
        mode=checked.mode,
        file_name=name,
        public_name=name,
        uploaded_at=0,
        uploader=None,
    )


def add_image(picture: Picture, place: int, **more: object) -> AddImage:
    """The edit for the picture that is the `place`th to be added, from 1."""
    return AddImage(picture=msgspec.structs.replace(picture, number=-place), **more)  # type: ignore[arg-type]


def image_of_content(gallery: Gallery, content_hash: str) -> int | None:
    """The image of these very bytes."""
    return next((one.id for one in gallery.images.values() if one.picture.content_hash == content_hash), None)
