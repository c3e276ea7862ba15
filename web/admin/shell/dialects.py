"""The ways in which things are done, by the names that people know them by."""

from web.context import AppContext
from web.http.pages.language import _


def titles(context: AppContext) -> dict[str, str]:
    """The titles of the APIs by their names."""
    return {name: api.title for name, api in context.apis.items()}


def ways(context: AppContext) -> dict[str, str]:
    """Whatever the journal names as the way of an entry: the APIs, and how people do things themselves."""
    return {"admin": _("Admin"), **titles(context), "packshot": _("Command line")}
