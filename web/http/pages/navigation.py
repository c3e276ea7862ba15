"""Navigation of the admin: its bar, its menu, and the keyboard shortcuts."""

from web.gallery.model import Person
from web.http.pages.language import _

HOME = "/admin/"


class NavItem:
    def __init__(self, name: str, path: str, icon: str = "", also: tuple[str, ...] = ()) -> None:
        self.name, self.icon = name, icon
        self.url = HOME + path
        self._also = tuple(HOME + other for other in also)
        self._all = (*self._also, f"{self.url}/") if path else self._also

    def covers(self, path: str) -> bool:
        """Tell whether a page at this path belongs to the item."""
        path = f"{path.rstrip('/')}/"
        return path == HOME if self.url == HOME and not path.startswith(self._also) else path.startswith(self._all)


def nav_items() -> tuple[NavItem, ...]:
    return (
        NavItem(_("Products"), "", also=("products/", "collections/")),
        NavItem(_("Coverage"), "coverage"),
        NavItem(_("History"), "history"),
        NavItem(_("Trash"), "trash"),
    )


def settings_of(person: Person) -> tuple[NavItem, ...]:
    """Items of the menu that the person may open."""
    if person.role != "admin":
        return (NavItem(_("Health"), "health", "pulse"),)
    return (
        NavItem(_("Connections"), "connections", "plug"),
        NavItem(_("Webhooks"), "webhooks", "bell"),
        NavItem(_("People"), "people", "people"),
        NavItem(_("Stores"), "stores", "shop"),
        NavItem(_("Health"), "health", "pulse"),
    )


class ShortcutKeys:
    """Shortcuts that belong together; each is the keys to press and what they do."""

    def __init__(self, name: str, *keys: tuple[tuple[str, ...], str]) -> None:
        self.name, self.keys = name, keys


def shortcuts() -> tuple[ShortcutKeys, ...]:
    return (
        ShortcutKeys(
            _("Everywhere"), (("/",), _("Search")), (("?",), _("This list")), (("Esc",), _("Close what is open"))
        ),
        ShortcutKeys(
            _("In a label"),
            (("Enter",), _("Save")),
            (("Tab",), _("Save and go to the next label")),
            (("Esc",), _("Take the typing back")),
        ),
        ShortcutKeys(
            _("In the label grid"),
            (("Enter", "F2"), _("Edit")),
            (("Shift", "↓"), _("Choose several cells")),
            (("Ctrl", "D"), _("Fill down")),
            (("Ctrl", "R"), _("Fill across")),
            (("Del",), _("No own text")),
            (("Ctrl", "Z"), _("Undo")),
        ),
        ShortcutKeys(
            _("On an image's grip"),
            (("←", "→"), _("Move earlier or later")),
            (("Home", "End"), _("Make it first or last")),
        ),
        ShortcutKeys(
            _("On an image's own page"),
            (("j", "→"), _("Next image")),
            (("k", "←"), _("Previous image")),
            (("+", "−"), _("Zoom the picture that has the focus")),
            (("0", "1"), _("Fit it, or show it pixel by pixel")),
        ),
        ShortcutKeys(
            _("On an image"),
            (("←", "→", "↑", "↓"), _("Go to another image")),
            (("Enter",), _("Open it")),
            (("x",), _("Select it")),
            (("Del",), _("Remove it")),
            (("Ctrl", "a"), _("Select all images")),
            (("Esc",), _("Select none")),
        ),
    )
