"""Reference pages: the keys that work in the admin, and every component of the design system in every state."""

import msgspec
from litestar import get

from web.admin.shell.session import AdminRequest
from web.http.pages.faces import wants_part
from web.http.pages.rendering import Answer, Notice, UndoForm, render


class ShortcutsPage(msgspec.Struct, frozen=True):
    """Empty: the list is in `web/http/pages/navigation.py`, and known to every template."""


@get("/shortcuts")
async def shortcuts(request: AdminRequest) -> Answer:
    return render(
        request, "shell/_shortcut_list.html" if wants_part(request) else "shell/shortcuts.html", ShortcutsPage()
    )


COLOURS = (
    ("ground", "ink"),
    ("surface", "ink"),
    ("mat", "ink-2"),
    ("accent-soft", "accent"),
    ("danger-soft", "danger"),
    ("tip", "on-tip"),
)


class StyleguidePage(msgspec.Struct, frozen=True):
    colours: tuple[tuple[str, str], ...] = COLOURS
    notices: tuple[Notice, ...] = ()


@get("/styleguide")
async def styleguide(request: AdminRequest) -> Answer:
    notices = (
        Notice("Saved the label.", undo=UndoForm("/admin/styleguide", 1, "/admin/styleguide")),
        Notice("Nothing changed."),
        Notice("front.tif is a TIFF file, which is not taken here.", tone="trouble"),
    )
    return render(request, "shell/styleguide/page.html", StyleguidePage(notices=notices))


HANDLERS = (shortcuts, styleguide)
