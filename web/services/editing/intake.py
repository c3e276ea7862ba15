"""From a received file to a checked picture in the store."""

import msgspec

from web.files.received import Limits, Received
from web.files.store import FileStore, original_key
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
