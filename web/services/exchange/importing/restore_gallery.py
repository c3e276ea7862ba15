"""A gallery made what the rows of an export say: edits planned under its lock, and what each row came to."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from web.gallery.apply import apply
from web.gallery.changes import Changes, changes_between
from web.gallery.clock import now
from web.gallery.edits import AddImage, Arrange, Edit, ReplacePicture
from web.gallery.model import Gallery, Picture
from web.gallery.owner import Owner
from web.services.catalogue.lookup import gallery_of
from web.services.editing.write_path import edit_gallery
from web.services.exchange.importing.exported_galleries import Export, ExportedGallery, images_of
from web.services.exchange.importing.find_owner import called
from web.services.exchange.importing.import_context import BY
from web.services.exchange.importing.row_result import Result, RowRefused, RowResult


class GalleryPlan(msgspec.Struct):
    """What is to happen to a gallery: the edits, and which image each row becomes, by its line."""

    edits: list[Edit]
    images: dict[int, int]  # below zero: one that is added
    replaced: set[int]


async def arranged(owner: Owner, pieces: list[ExportedGallery], export: Export) -> list[RowResult]:
    """One outcome for each piece with a file. Raises what EXPECTED names, StorageUnavailable."""
    plan = GalleryPlan([], {}, set())

    def edits(gallery: Gallery) -> list[Edit]:
        nonlocal plan
        plan = _plan(pieces, gallery)
        return plan.edits

    if export.context.dry_run:
        gallery = (await gallery_of(owner)).gallery
        foreseen = changes_between(gallery, apply(gallery, edits(gallery), now()))
        done = _done(plan, foreseen, ())
    else:
        edited = await edit_gallery(owner, edits, BY)
        done = _done(plan, edited.changes, edited.added)
    whose, rows = called(owner), [piece.row for piece in pieces if piece.row.file]
    return [RowResult(source=export.source(row.line, row.file), product=whose, **done[row.line]) for row in rows]


def _done(plan: GalleryPlan, changes: Changes, added: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What each row came to, by its line, and its image; None for one that a dry run did not add."""
    new = iter(added)
    return {
        line: {"result": _result(line, plan, changes), "image": image if image > 0 else next(new, None)}
        for line, image in plan.images.items()
    }


def _result(line: int, plan: GalleryPlan, changes: Changes) -> Result:
    image = plan.images[line]
    if image < 0:
        return "added"
    if line in plan.replaced:
        return "replaced"
    touched = image in changes.images or any(image in (role.before, role.after) for role in changes.roles)
    return "changed" if touched else "already there"


def _plan(pieces: list[ExportedGallery], gallery: Gallery) -> GalleryPlan:
    there, plan = images_of(pieces, gallery), GalleryPlan([], {}, set())
    files = [piece for piece in pieces if piece.row.file]
    for piece in files:
        line, image = piece.row.line, there.get(piece.row.line)
        plan.images[line] = image.id if image else -line
        if image is None:
            plan.edits.append(AddImage(picture=replace(_picture(piece), number=-line)))
        elif image.picture.content_hash != piece.content_hash:
            plan.replaced.add(line)
            plan.edits.append(ReplacePicture(image_id=image.id, picture=_picture(piece)))
    images = {plan.images[piece.row.line]: piece.row.arranged for piece in files}
    plan.edits.append(Arrange(images=images, roles=_roles(pieces, plan.images)))
    return plan


def _picture(piece: ExportedGallery) -> Picture:
    """Raises Refused where the gallery was changed so lately that nobody knew it would be needed."""
    if piece.picture is None:
        raise RowRefused("the gallery was changed meanwhile; run it again")
    return piece.picture


def _roles(pieces: Sequence[ExportedGallery], images: Mapping[int, int]) -> dict[int, dict[str, int | None]]:
    roles: dict[int, dict[str, int | None]] = {}
    for piece in pieces:
        for store, named in piece.row.roles.items():
            roles.setdefault(store, {}).update(dict.fromkeys(named, images.get(piece.row.line)))
    return roles
