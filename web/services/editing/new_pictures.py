"""New pictures: bytes that arrived are checked and stored, and become a picture that an edit can carry."""

import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

import msgspec

from web.database.queries import new_pictures, pictures
from web.files.received import Limits, Received
from web.files.store import FileStore, original_key
from web.gallery.clock import DAY, now
from web.gallery.errors import AddedAlready
from web.gallery.file_names import clean_file_name
from web.gallery.formats import extension
from web.gallery.model import Picture, Uploader
from web.imaging.checking import CheckedPicture, check
from web.imaging.facts import Facts
from web.imaging.sandbox.pool import SMALL_JOB, run_in_sandbox, run_in_sandbox_within


class TakenPicture(msgspec.Struct, frozen=True):
    """A picture that was checked and lies in the store. Width and height are as stored, not turned by EXIF."""

    content_hash: str  # sha256, hex
    format: str  # JPEG, PNG, GIF, WEBP or AVIF, by content
    size: int  # bytes
    width: int
    height: int
    mode: str
    frames: int
    facts: Facts | None


async def store_picture(
    received: Received, store: FileStore, limits: Limits, allowed: frozenset[str] | None = None
) -> TakenPicture:
    """Check what was received and keep it under its hash. Raises PictureRefused, Busy; then nothing is kept."""
    checked = await check_in_sandbox(received, limits, allowed)
    await store.keep(original_key(received.content_hash), received.path)
    seen = {name: value for name, value in msgspec.structs.asdict(checked).items() if name != "memory"}
    return TakenPicture(content_hash=received.content_hash, size=received.size, **seen)


async def check_in_sandbox(received: Received, limits: Limits, allowed: frozenset[str] | None = None) -> CheckedPicture:
    """Check the file in a worker process. Raises PictureRefused, Busy."""
    facts = (received.path, limits.max_pixels, limits.max_frames, allowed)
    checked = await run_in_sandbox(check, *facts, max_memory=SMALL_JOB)
    if checked.memory > SMALL_JOB:
        checked = await run_in_sandbox_within(checked.memory, check, *facts)
    return checked


WAIT = DAY  # how long a file may lie there between being sent and being added to a gallery


async def picture_from(
    received: Received,
    files: FileStore,
    limits: Limits,
    *,
    name: str,
    uploader: Uploader | None,
    allowed: frozenset[str] | None = None,
    requested_name: str | None = None,
) -> Picture:
    """Check a received file, store it, and make a picture for an edit; the temporary file is gone afterwards.

    The picture has no number yet. `allowed` formats, None for all; `requested_name` is to be the public name, else it
    is made from the file's name. Raises PictureRefused, StorageUnavailable.
    """
    name = clean_file_name(name)
    async with received:
        kept = await store_picture(received, files, limits, allowed)
    if kept.facts is not None:
        await pictures.add_facts(kept.content_hash, kept.facts.metadata_free, msgspec.json.encode(kept.facts))
    return Picture(
        number=0,
        content_hash=kept.content_hash,
        format=kept.format,
        size=kept.size,
        width=kept.width,
        height=kept.height,
        mode=kept.mode,
        file_name=name,
        public_name=requested_name or public_name(name.rpartition(".")[0] or name, extension(kept.format)),
        uploaded_at=0,
        uploader=uploader,
    )


async def keep_pending(picture: Picture) -> int:
    """The picture is kept and will be added by a later request; until then, or for a day, it is nobody's orphan.

    The number is for `placed`.
    """
    return await new_pictures.add_pending(picture.content_hash, now(), now() - WAIT)


def placed(uploads: Sequence[int]) -> Callable[[tuple[int, ...]], Awaitable[None]]:
    """A function to pass `alongside` the edit that adds them, so that each is added once. It raises AddedAlready."""

    async def take(_: tuple[int, ...]) -> None:
        await new_pictures.take_pending(uploads)

    return take


async def forget(upload: int) -> None:
    """Forget a picture that will not be added: its file is nobody's, unless the same one was sent before."""
    with suppress(AddedAlready):
        await new_pictures.take_pending([upload])


async def is_kept(picture: Picture, files: FileStore) -> bool:
    """Tell whether its file is still there."""
    return await files.head(original_key(picture.content_hash)) is not None


def public_name(stem: str, ending: str) -> str:
    """A name fit for addresses: every run of other characters than letters, digits, `_`, `.` and `-` is one `_`.

    As Magento does it, of which our shortest public addresses are; a stem with nothing left is called `file`.
    """
    safe = re.sub(r"[^A-Za-z0-9_.-]+", "_", stem)[:90]
    return f"{safe if safe.strip('_') else 'file'}.{ending}"
