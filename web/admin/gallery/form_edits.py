"""Forms of the gallery page about one image, as edits. The field `do` names the intention."""

from collections.abc import Callable, Mapping, Sequence

from web.gallery.edits import AssignRoles, ChangeImage, Edit, MoveImage, Placement, RemoveImage
from web.gallery.labels import ExpectedLabel, same_text
from web.gallery.model import Gallery, Image
from web.http.pages.forms import BadForm, Form
from web.http.pages.language import _

Intention = Callable[[Form, Gallery, Image, int], Sequence[Edit]]


def edits_of(form: Form, image_id: int, store: int) -> Callable[[Gallery], Sequence[Edit]]:
    """Edits by the gallery as it is under the lock, since places are relative to it. Raises BadForm, UnknownImage."""
    intention = INTENTIONS.get(form.text("do"))
    if intention is None:
        raise BadForm(_("The button that was pressed is not one of ours."), "do")

    def edits(gallery: Gallery) -> Sequence[Edit]:
        return intention(form, gallery, gallery.image(image_id, store), store)

    return edits


def _label(form: Form, gallery: Gallery, image: Image, store: int) -> Sequence[Edit]:
    """Write the label, unless it comes back as it was shown. A text of nothing but blanks is none."""
    form.require("label")
    typed, shown = form.as_typed("label"), image.label_at(store) or ""
    label = typed if typed.strip() else ""
    if same_text(typed, shown) or same_text(label, shown):
        return ()
    expected = ExpectedLabel(text=form.as_typed("was"), own=False) if "was" in form else None
    return (ChangeImage(image_id=image.id, label=label or emptied(store), store=store, expected=expected),)


def emptied(store: int) -> str | None:
    """Label after its text is taken away: none yet, or at a store none on purpose."""
    return "" if store else None


def _no_label(form: Form, gallery: Gallery, image: Image, store: int) -> Sequence[Edit]:
    return (ChangeImage(image_id=image.id, label=emptied(store), store=store),)


def _decorative(form: Form, gallery: Gallery, image: Image, store: int) -> Sequence[Edit]:
    return (ChangeImage(image_id=image.id, label="", store=store),)


def _kept(form: Form, gallery: Gallery, image: Image, store: int) -> Sequence[Edit]:
    """Keep the label that somebody else wrote."""
    return ()


def _move(form: Form, gallery: Gallery, image: Image, store: int) -> Sequence[Edit]:
    rank = gallery.rank(image.id, store)
    target = {"up": rank - 1, "down": rank + 1, "first": 1, "last": len(gallery.images)}.get(form.text("do"))
    place = form.number("place") if target is None else target
    return (MoveImage(image_id=image.id, position=place, place=Placement.RANK, store=store),)


def _roles(form: Form, gallery: Gallery, image: Image, store: int) -> Sequence[Edit]:
    form.require("roles")
    return (AssignRoles(image_id=image.id, roles=frozenset(form.texts("roles")), store=store),)


def _removed(form: Form, gallery: Gallery, image: Image, store: int) -> Sequence[Edit]:
    return (RemoveImage(image_id=image.id, store=store),)


def _excluded(value: bool | None) -> Intention:
    def edits(form: Form, gallery: Gallery, image: Image, store: int) -> Sequence[Edit]:
        if value is None and not store:
            raise BadForm(_("Only a store can inherit."), "store")
        return (ChangeImage(image_id=image.id, excluded=value, store=store),)

    return edits


def _focus(form: Form, gallery: Gallery, image: Image, store: int) -> Sequence[Edit]:
    """Set the focal point, typed in per cent."""
    x, y = (round(form.share(name) * 10) for name in ("focus_x", "focus_y"))
    return (ChangeImage(image_id=image.id, focus=(x, y)),)


def _label_inherited(form: Form, gallery: Gallery, image: Image, store: int) -> Sequence[Edit]:
    if not store:
        raise BadForm(_("Only a store can inherit."), "store")
    return (ChangeImage(image_id=image.id, label=None, store=store),)


def _roles_inherited(form: Form, gallery: Gallery, image: Image, store: int) -> Sequence[Edit]:
    if not store:
        raise BadForm(_("Only a store can inherit."), "store")
    return (AssignRoles(image_id=image.id, roles=None, store=store),)


INTENTIONS: Mapping[str, Intention] = {
    "label": _label,
    "inherit-label": _label_inherited,
    "no-label": _no_label,
    "decorative": _decorative,
    "keep": _kept,
    "up": _move,
    "down": _move,
    "first": _move,
    "last": _move,
    "place": _move,
    "roles": _roles,
    "inherit-roles": _roles_inherited,
    "focus": _focus,
    "hide": _excluded(True),
    "show": _excluded(False),
    "inherit-shown": _excluded(None),
    "remove": _removed,
}


def order_inherited(gallery: Gallery, store: int) -> Sequence[Edit]:
    """Let the store follow the default order again."""
    own = [image for image in gallery.listed(store) if image.own(store).position is not None]
    return [MoveImage(image_id=image.id, position=None, store=store) for image in own]
