"""Files of one product into its gallery: those whose content is not there yet, each content once."""

from msgspec import UNSET

from web.gallery.edits import AddImage
from web.gallery.model import Gallery, Picture
from web.gallery.owner import Owner
from web.services.catalogue.lookup import gallery_of
from web.services.editing.write_path import edit_gallery
from web.services.exchange.importing.find_owner import product_name
from web.services.exchange.importing.import_context import BY, add_image, image_of_content
from web.services.exchange.importing.match_file import MatchedFile
from web.services.exchange.importing.place_after import last_before, place_after
from web.services.exchange.importing.row_result import EXPECTED, RowResult, message_of, printable


async def add_files(group: list[MatchedFile], owner: Owner, named: dict[int, int]) -> list[RowResult]:
    """Add the files in one transaction, those that the gallery lacks under its lock.

    `named`: the numbers in the names of this run's files, by the images that they are; these files' join them.
    Raises StorageUnavailable.
    """
    new: list[MatchedFile] = []

    def edits(gallery: Gallery) -> list[AddImage]:
        nonlocal new
        new = _missing(group, gallery)
        last = last_before(gallery, {**_named(group, gallery), **named})
        return [_edit(one, one.picture, place, last) for place, one in enumerate(new, start=1) if one.picture]

    try:
        edited = await edit_gallery(owner, edits, BY)
    except EXPECTED as error:
        reason = message_of(error)
        return [
            RowResult(source=printable(one.path), result="refused", product=product_name(owner), reason=reason)
            for one in group
        ]
    named.update({**_named(group, edited.gallery), **named})
    added = {one.path: image for one, image in zip(new, edited.added, strict=True)}
    return _outcomes(group, owner, edited.gallery, dict(added))


async def preview_files(group: list[MatchedFile], owner: Owner, seen: set[tuple[int, str]]) -> list[RowResult]:
    """The results of `add_files` in a dry run. `seen`: owners and contents that would have been added so far."""
    gallery = (await gallery_of(owner)).gallery
    new = [one for one in _missing(group, gallery) if (owner.id, one.content_hash) not in seen]
    seen.update((owner.id, one.content_hash) for one in new)
    return _outcomes(group, owner, gallery, {one.path: None for one in new})


def _missing(group: list[MatchedFile], gallery: Gallery) -> list[MatchedFile]:
    there = {image.picture.content_hash for image in gallery.images.values()}
    new: dict[str, MatchedFile] = {}
    for one in group:
        if one.there is None and one.content_hash not in there:
            new.setdefault(one.content_hash, one)
    return list(new.values())


def _named(group: list[MatchedFile], gallery: Gallery) -> dict[int, int]:
    """The numbers in the files' names, by the images of their contents; the first of equal files counts."""
    images = {image.picture.content_hash: image.id for image in gallery.images.values()}
    numbers = {one.content_hash: int(one.reading["position"]) for one in reversed(group) if "position" in one.reading}
    return {images[content]: number for content, number in numbers.items() if content in images}


def _edit(one: MatchedFile, picture: Picture, place: int, last: int) -> AddImage:
    """`last`: the position of the last image that was there before."""
    reading = one.reading
    return add_image(
        picture,
        place,
        label=reading.get("label"),
        position=place_after(last, int(reading["position"])) if "position" in reading else UNSET,
        roles=frozenset({reading["role"]} if "role" in reading else ()),
    )


def _outcomes(
    group: list[MatchedFile], owner: Owner, gallery: Gallery, added: dict[str, int | None]
) -> list[RowResult]:
    """`added`: images by their files' paths, without numbers in a dry run."""
    return [
        RowResult(
            source=printable(one.path),
            result="added" if one.path in added else "already there",
            product=product_name(owner),
            image=added[one.path] if one.path in added else one.there or image_of_content(gallery, one.content_hash),
        )
        for one in group
    ]
