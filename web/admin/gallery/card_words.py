"""What the parts of a card are called, at all stores or at one."""

from web.http.pages.language import _


def toggle(rank: int, hidden: bool, store: str | None) -> str:
    if store is None:
        return _("Show image %(number)s", number=rank) if hidden else _("Hide image %(number)s", number=rank)
    if hidden:
        return _("Show image %(number)s in %(store)s", number=rank, store=store)
    return _("Hide image %(number)s in %(store)s", number=rank, store=store)


def toggle_short(hidden: bool, store: str | None) -> str:
    if store is None:
        return _("Show") if hidden else _("Hide")
    return _("Show in %(store)s", store=store) if hidden else _("Hide in %(store)s", store=store)


def label_name(rank: int, store: str | None) -> str:
    if store is None:
        return _("Label of image %(number)s", number=rank)
    return _("Label of image %(number)s in %(store)s", number=rank, store=store)
