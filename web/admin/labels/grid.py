"""What the label grid shows, as values: images as rows, All stores and each store as columns."""

from collections.abc import Collection, Mapping

import msgspec

from web.admin.gallery.opened import OpenGallery
from web.admin.shell.picture_sources import ResponsivePicture, shown
from web.gallery.model import GLOBAL, Gallery, Image
from web.gallery.owner import Owner
from web.http.pages.language import _
from web.services.editing.labels import LabelConflict

CellKey = tuple[int, int]  # image and store


class Column(msgspec.Struct, frozen=True):
    store: int
    name: str
    locale: str


class ConflictCell(msgspec.Struct, frozen=True):
    theirs: str | None
    keep: str  # what the buttons send
    use: str


class CellShown(msgspec.Struct, frozen=True, kw_only=True):
    store: int
    text: str | None
    inherited: str | None  # what counts where it has no text
    removed: bool  # from that store
    clash: ConflictCell | None = None


class RowShown(msgspec.Struct, frozen=True, kw_only=True):
    image: int
    rank: int
    picture: ResponsivePicture
    file_name: str
    was: str  # for the form without JavaScript: the texts as they were read
    cells: tuple[CellShown, ...]


class GridPage(msgspec.Struct, frozen=True, kw_only=True):
    owner: Owner
    gallery: str
    here: str
    csv: str
    preview: str
    events: str
    revision: int
    columns: tuple[Column, ...]
    rows: tuple[RowShown, ...]
    total: int


def grid_page(
    opened: OpenGallery,
    gallery: Gallery,
    revision: int | None = None,
    clashes: Collection[LabelConflict] = (),
    only: Collection[int] | None = None,
) -> GridPage:
    """`only` these images' rows."""
    columns = columns_of(opened)
    clashing = {(clash.cell.image, clash.cell.store): clash for clash in clashes if not clash.gone}
    listed = gallery.listed()
    return GridPage(
        owner=opened.owner,
        gallery=opened.here,
        here=f"{opened.here}/labels",
        csv=f"{opened.here}/labels.csv",
        preview=f"{opened.here}/labels/preview",
        events=f"{opened.here}/events",
        revision=opened.owner.revision if revision is None else revision,
        columns=columns,
        rows=tuple(
            _row(image, rank, columns, clashing)
            for rank, image in enumerate(listed, start=1)
            if only is None or image.id in only
        ),
        total=len(listed),
    )


def columns_of(opened: OpenGallery) -> tuple[Column, ...]:
    stores = (Column(store.id, store.name, store.locale) for store in opened.stores)
    return Column(GLOBAL, _("All stores"), ""), *stores


def _row(image: Image, rank: int, columns: tuple[Column, ...], clashing: Mapping[CellKey, LabelConflict]) -> RowShown:
    cells = tuple(_cell(image, column.store, clashing.get((image.id, column.store))) for column in columns)
    read = {
        cell.store: clash.cell.was if (clash := clashing.get((image.id, cell.store))) else cell.text
        for cell in cells
        if not cell.removed
    }
    return RowShown(
        image=image.id,
        rank=rank,
        picture=shown(image.picture, largest=320),
        file_name=image.picture.file_name,
        was=_json([image.id, read]),
        cells=cells,
    )


def _cell(image: Image, store: int, clash: LabelConflict | None) -> CellShown:
    """Where two texts clash, the field holds the one that was not written."""
    return CellShown(
        store=store,
        text=clash.cell.text if clash else image.own_label(store),
        inherited=None if store == GLOBAL else image.label,
        removed=image.own(store).removed,
        clash=_clash(clash) if clash else None,
    )


def _clash(clash: LabelConflict) -> ConflictCell:
    place = [clash.cell.image, clash.cell.store]
    return ConflictCell(clash.stored, _json([*place, None]), _json([*place, clash.stored]))


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
