"""The keys that work in the admin, as a page and for the dialog that `?` opens."""

import msgspec
from litestar import get
from litestar.response import Template

from web.admin.shell.session import AdminRequest
from web.http.pages.rendering import render, wants_part


class ShortcutsPage(msgspec.Struct, frozen=True):
    """Nothing: the list is in `web/http/pages/navigation.py`, and known to every template."""


@get("/shortcuts")
async def shortcuts(request: AdminRequest) -> Template:
    return render(
        request, "shell/_shortcut_list.html" if wants_part(request) else "shell/shortcuts.html", ShortcutsPage()
    )


HANDLERS = (shortcuts,)
