"""Forms of an image's own page, as edits. Values that were not changed in a form are not written."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from web.admin.gallery.form_edits import edits_of
from web.admin.image.store_rows import RowValues, values_at
from web.gallery.edits import AssignRoles, ChangeImage, Edit, MoveImage, Placement
from web.gallery.labels import ExpectedLabel, with_line_feeds
from web.gallery.model import GLOBAL, Gallery, Image
from web.http.pages.forms import BadForm, Form, whole_number
from web.http.pages.language import _

Edits = Callable[[Gallery], Sequence[Edit]]


def panel_edits(form: Form, image_id: int, store: int) -> Edits:
    """Edits by the gallery as it is under the lock. Raises BadForm, UnknownImage."""
    do = form.text("do")
    if do == "values":
        return _on(image_id, store, _row_edits(form, store))
    if do == "variations":
        return _on(image_id, GLOBAL, _variations(form))
    if do == "inherit-place":
        return _on(image_id, store, lambda _, image: [MoveImage(image_id=image.id, position=None, store=store)])
    return edits_of(form, image_id, store)


def _on(image_id: int, store: int, chosen: Callable[[Gallery, Image], Sequence[Edit]]) -> Edits:
    def edits(gallery: Gallery) -> Sequence[Edit]:
        return chosen(gallery, gallery.image(image_id, store))

    return edits


def _row_edits(form: Form, store: int) -> Callable[[Gallery, Image], Sequence[Edit]]:
    """Write what differs from what was shown; what a program leaves out, or does not say was there, stays."""
    shown = _shown(form)

    def edits(gallery: Gallery, image: Image) -> Sequence[Edit]:
        now = values_at(gallery, image, store)
        was = shown or now
        typed = _typed(form, was)
        return [
            *_label(typed, was, image, store),
            *_seen(typed, was, image, store),
            *_place(typed, was, image, store),
            *_roles(typed, was, now, image, store),
        ]

    return edits


def _shown(form: Form) -> RowValues | None:
    if form.leaves_out("was"):
        return None
    try:
        return msgspec.json.decode(form.raw("was"), type=RowValues)
    except msgspec.DecodeError as error:
        raise BadForm(_("This form is not one of this page. Reload the page and try again."), "was") from error


def _typed(form: Form, was: RowValues) -> RowValues:
    seen = was.seen if form.leaves_out("seen") else form.text("seen")
    if seen not in ("", "shown", "hidden"):
        raise BadForm(_("An image is shown, hidden, or as in all stores."), "seen")
    label_left_out = form.leaves_out("label")
    return RowValues(
        label=was.label if label_left_out else form.as_typed("label"),
        empty=was.empty if label_left_out and form.leaves_out("empty") else "empty" in form,
        seen=seen,  # type: ignore[arg-type]  # one of the three
        place=was.place if form.leaves_out("place") else form.number("place"),
        roles=was.roles if form.leaves_out("roles") else tuple(sorted(form.texts("roles"))),
    )


def _label(typed: RowValues, was: RowValues, image: Image, store: int) -> Iterator[Edit]:
    """Write the label; emptied, it is none on purpose at a store, and none yet for all of them."""
    if (_text(typed), typed.empty) == (_text(was), was.empty):
        return
    label: str | None = typed.label
    if typed.empty:
        label = ""
    elif not typed.label.strip():
        label = None if was.empty or store == GLOBAL else ""
    expected = ExpectedLabel(text=was.label, own=False, empty=was.empty)
    yield ChangeImage(image_id=image.id, label=label, store=store, expected=expected)


def _text(values: RowValues) -> str:
    """The label; nothing but blanks is none."""
    return with_line_feeds(values.label) if values.label.strip() else ""


def _seen(typed: RowValues, was: RowValues, image: Image, store: int) -> Iterator[Edit]:
    if typed.seen == was.seen:
        return
    if not typed.seen and not store:
        raise BadForm(_("Only a store can inherit."), "seen")
    excluded = typed.seen == "hidden" if typed.seen else None
    yield ChangeImage(image_id=image.id, excluded=excluded, store=store)


def _place(typed: RowValues, was: RowValues, image: Image, store: int) -> Iterator[Edit]:
    if typed.place != was.place:
        yield MoveImage(image_id=image.id, position=typed.place, place=Placement.RANK, store=store)


def _roles(typed: RowValues, was: RowValues, now: RowValues, image: Image, store: int) -> Iterator[Edit]:
    """Assign the roles ticked or unticked here; those that others gave meanwhile stay."""
    if typed.roles != was.roles:
        given, taken = set(typed.roles) - set(was.roles), set(was.roles) - set(typed.roles)
        yield AssignRoles(image_id=image.id, roles=frozenset((set(now.roles) | given) - taken), store=store)


def _variations(form: Form) -> Callable[[Gallery, Image], Sequence[Edit]]:
    form.require("variations")
    shown, chosen = (_numbers(form, name) for name in ("had", "variations"))

    def edits(_: Gallery, image: Image) -> Sequence[Edit]:
        had = image.variations if form.leaves_out("had") else shown
        taken = set(had) - set(chosen)
        kept = [one for one in image.variations if one not in taken]
        added = [one for one in chosen if one not in had and one not in kept]
        return [ChangeImage(image_id=image.id, variations=(*kept, *added))]

    return edits


def _numbers(form: Form, name: str) -> list[int]:
    found = [whole_number(text) for text in form.texts(name)]
    if None in found:
        raise BadForm(_("A variation is not one of this product. Reload the page and try again."), name)
    return [one for one in found if one is not None]
