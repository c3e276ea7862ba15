"""Looking up the picture of an address: the present one of an image, or one by its number or public name."""

from web.database.queries import owners, pictures
from web.gallery.clock import DAY, SECOND
from web.gallery.model import Picture, StoredPicture
from web.gallery.owner import Owner

LARGEST = 2**63 - 1  # what a database takes for a number; an address may hold any


class UnknownPicture(Exception):
    """There never was such a picture."""


async def of_image(image: int, second: int | None = None, secret: str = "") -> tuple[StoredPicture, bool]:
    """An image's picture, and whether the secret is that picture's.

    The one whose secret it is, else the one that was uploaded in that second (Unix time), else the present one. Of a
    removed image the last one it had. Raises UnknownPicture.
    """
    versions = await pictures.of_image(image) if 0 < image <= LARGEST else []
    meant = next((version for version in versions if version.has_secret(secret)), None)
    if meant is not None:
        return meant, True
    dated = [version for version in versions if version.uploaded_at // SECOND == second]
    present = [version for version in versions if version.retired_at is None]
    return _known(next(iter(dated or present or versions), None)), False


async def by_number(number: int) -> StoredPicture:
    """Raises UnknownPicture."""
    return _known(await pictures.by_number(number) if 0 < number <= LARGEST else None)


async def by_public_name(name: str) -> StoredPicture:
    """Raises UnknownPicture."""
    return _known(await pictures.by_public_name(name) if "\0" not in name else None)


async def of_owner(owner: int) -> list[StoredPicture]:
    """Pictures of an owner's images, also of removed ones, the newest first."""
    return await pictures.of_owner(owner)


async def other_owners(picture: Picture, owner: int, limit: int) -> list[Owner]:
    """Other owners whose images show the very same file at present."""
    numbers = await pictures.owners_showing(picture.content_hash, owner, limit)
    return [one for one in [await owners.by_number(number) for number in numbers] if one]


def still_served(kept: StoredPicture, grace_days: int, now: int) -> bool:
    """True while its address is public: not once its image is removed, nor long after it was replaced."""
    return not kept.removed and (kept.retired_at is None or now < kept.retired_at + grace_days * DAY)


def _known(kept: StoredPicture | None) -> StoredPicture:
    if kept is None:
        raise UnknownPicture
    return kept
