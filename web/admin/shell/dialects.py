"""The ways in which things are done, by the names that people know them by."""

from web.http.pages.language import _

APIS = {
    "spree": "Spree v1",
    "bigcommerce": "BigCommerce V2",
    "token": "Token API",
    "magento": "Magento 1 REST",
    "spiffy": "Spiffy Stores",
}


def ways() -> dict[str, str]:
    """Of the journal: the five APIs, and how people do things themselves."""
    return {"admin": _("Admin"), **APIS, "packshot": _("Command line")}
