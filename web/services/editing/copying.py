"""Copying images into another gallery: pictures with the labels of all stores, as one edit there."""

from collections.abc import Sequence

from msgspec.structs import replace

from web.gallery.edits import AddImage, ChangeImage, Edit
from web.gallery.formats import extension
from web.gallery.model import Actor, Image, Picture, Uploader
from web.gallery.owner import Owner
from web.services.editing.new_pictures import public_name
from web.services.editing.write_path import Edited, edit_gallery


async def copy_images(images: Sequence[Image], to: Owner, by: Actor, uploader: Uploader) -> Edited:
    """Add the images in their order, behind those that are there. Raises ImagesNotSupported."""
    edits = [edit for nth, image in enumerate(images, start=1) for edit in _copied(image, -nth, uploader)]
    return await edit_gallery(to, edits, by)


def _copied(image: Image, number: int, uploader: Uploader) -> list[Edit]:
    """`number` stands for the one to come. A label that a store has of its own stays its own."""
    edits: list[Edit] = [AddImage(picture=_again(image.picture, number, uploader), label=image.label)]
    if image.focus is not None:
        edits.append(ChangeImage(image_id=number, focus=image.focus))
    for store, own in image.overrides.items():
        if own.label is not None:
            edits.append(ChangeImage(image_id=number, store=store, label=own.label))
    return edits


def _again(picture: Picture, number: int, uploader: Uploader) -> Picture:
    """The same bytes under a number and a public name of their own."""
    stem = picture.file_name.rpartition(".")[0] or picture.file_name
    name = public_name(stem, extension(picture.format))
    return replace(picture, number=number, public_name=name, uploader=uploader)
