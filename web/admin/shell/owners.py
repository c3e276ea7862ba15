"""Owners of galleries in the admin: the addresses of their galleries, and what their kinds are called."""

from web.admin.shell.session import HOME
from web.http.pages.language import _


def address_of(kind: str, shop_id: int) -> str:
    return f"{HOME}products/{shop_id}" if kind == "product" else f"{HOME}collections/{kind}/{shop_id}"


def kinds() -> dict[str, str]:
    return {"product": _("Product"), "standard": _("Collection"), "super": _("Super collection")}
