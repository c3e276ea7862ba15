"""Which picture an address means: the present one of an image, or a certain one by its number or public name.

A picture whose image was removed is gone, though its bytes still lie there for undo.
"""

from web.database import pictures
from web.database.pictures import Kept

LARGEST = 2**63 - 1  # what a database takes for a number; an address may hold any


class UnknownPicture(Exception):
    """There never was such a picture."""


class PictureGone(Exception):
    """Its image was removed."""


async def of_image(image: int, second: int | None = None) -> tuple[Kept, bool]:
    """An image's picture, and whether it is exactly the one that was uploaded in that second (Unix time).

    Raises UnknownPicture, PictureGone.
    """
    versions = await pictures.of_image(image) if image <= LARGEST else []
    await _check(versions[0] if versions else None)
    for version in versions:
        if second is not None and version.uploaded_at // 1_000_000 == second:
            return version, True
    present = await pictures.present(image)
    if present is None:
        raise PictureGone
    return present, False


async def by_number(number: int) -> Kept:
    """Raises UnknownPicture, PictureGone."""
    return await _check(await pictures.by_number(number) if number <= LARGEST else None)


async def by_public_name(name: str) -> Kept:
    """Raises UnknownPicture, PictureGone."""
    return await _check(await pictures.by_public_name(name))


async def of_owner(owner: int) -> list[Kept]:
    """Every picture of an owner's images, also of removed ones, the newest first."""
    return await pictures.of_owner(owner)


async def _check(kept: Kept | None) -> Kept:
    if kept is None:
        raise UnknownPicture
    if not await pictures.image_exists(kept.image):
        raise PictureGone
    return kept


async def still_there(kept: Kept) -> Kept:
    """Raises PictureGone."""
    return await _check(kept)
