"""What rows of a list want otherwise about images that are there: the edits of a gallery, and what they change."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from web.gallery.apply import apply
from web.gallery.clock import now
from web.gallery.edits import AssignRoles, ChangeImage, Edit, MoveImage
from web.gallery.errors import GalleryError
from web.gallery.model import Gallery
from web.services.exchange.importing.row_result import Result, message_of
from web.services.exchange.importing.url_list_rows import UrlRow


class RowOnImage(msgspec.Struct, frozen=True, kw_only=True):
    """A row whose picture is there. `job`: the one that fetched it."""

    source: str
    row: UrlRow
    image: int
    job: int


class RowChange(msgspec.Struct, frozen=True, kw_only=True):
    """What a row changes about its image, for people; or why it cannot."""

    difference: str = ""
    refused: str = ""

    def result(self, keep: bool) -> tuple[Result, str | None]:
        """The result with its reason. `keep`: nothing was changed."""
        if self.refused:
            return "failed", self.refused
        if self.difference:
            return "different" if keep else "changed", self.difference
        return "already there", None


class ListPlan(msgspec.Struct, frozen=True):
    """Edits of one gallery, and what each row changes."""

    edits: list[Edit]
    changes: list[RowChange]


def plan(rows: Sequence[RowOnImage], gallery: Gallery, stores: Mapping[str, int]) -> ListPlan:
    """Rows that cannot be applied are left out. What one row sets and a later one sets back changes nothing."""
    final, edits, alone = gallery, list[Edit](), list[Gallery | str]()
    for one in rows:
        wanted = list(_edits(one, stores))
        try:
            value, final = apply(gallery, wanted, now()), apply(final, wanted, now())
        except GalleryError as error:
            alone.append(message_of(error))
        else:
            alone.append(value)
            edits += wanted
    return ListPlan(
        edits, [_change(one.image, gallery, value, final, stores) for one, value in zip(rows, alone, strict=True)]
    )


def _edits(one: RowOnImage, stores: Mapping[str, int]) -> Iterator[Edit]:
    """Only what the row names: an empty cell says nothing."""
    row, image = one.row, one.image
    if row.label is not None:
        yield ChangeImage(image_id=image, label=row.label)
    if row.position is not None:
        yield MoveImage(image_id=image, position=row.position)
    if row.roles:
        yield AssignRoles(image_id=image, roles=frozenset(row.roles))
    for code, text in row.labels.items():
        if code in stores:
            yield ChangeImage(image_id=image, store=stores[code], label=text)


def _change(image: int, before: Gallery, alone: Gallery | str, final: Gallery, stores: Mapping[str, int]) -> RowChange:
    """`alone`: the gallery with this row's edits only, or why they are refused; `final`: with those of all."""
    if isinstance(alone, str):
        return RowChange(refused=alone)
    lasting = _difference(image, before, final, stores)
    return RowChange(difference=lasting and _difference(image, before, alone, stores))


def _difference(image: int, before: Gallery, after: Gallery, stores: Mapping[str, int]) -> str:
    values = zip(_values(image, before, stores), _values(image, after, stores), strict=True)
    return "; ".join(f"{name} {_shown(old)} -> {_shown(new)}" for (name, old), (_, new) in values if old != new)


def _values(image_id: int, gallery: Gallery, stores: Mapping[str, int]) -> Iterator[tuple[str, object]]:
    """All that a list may set, by its column."""
    image = gallery.images[image_id]
    yield "label", image.label
    yield "position", image.position
    yield "role", " ".join(sorted(gallery.roles_of(image_id))) or None
    for code, store in stores.items():
        yield f"label:{code}", image.own_label(store)


def _shown(value: object) -> str:
    return "none" if value is None else repr(value)
