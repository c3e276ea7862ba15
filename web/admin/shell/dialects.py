"""Names of the APIs, and of the channels that edits come through."""

from web.context import AppContext
from web.http.pages.language import _


def api_titles(context: AppContext) -> dict[str, str]:
    """The titles of the APIs by their names."""
    return {name: api.title for name, api in context.apis.items()}


def channels(context: AppContext) -> dict[str, str]:
    """Names of the channels by their codes in the journal: the APIs, the admin, the command line."""
    return {"admin": _("Admin"), **api_titles(context), "cli": _("Command line")}
