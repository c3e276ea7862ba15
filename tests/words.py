"""Translatable texts of the admin, extracted from its code with their places.

`make words` runs this: it brings the catalogues up to date, and leaves what is new for translators to fill in.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from web.http.pages.language import CATALOGUES, NAMES, catalogue
from web.settings import ROOT

METHODS = [("web/**.py", "python"), ("templates/**.html", "jinja2"), ("static/js/**.js", "javascript")]
KEYWORDS = {"_": None, "n_": (1, 2), "gettext": None, "for_translation": None, "ngettext": (1, 2)}


def messages() -> Catalog:
    """Every text, in the order of its places."""
    found = Catalog(charset="utf-8")
    for file, line, message, comments, context in sorted(_extracted(), key=lambda one: (one[0], one[1])):
        found.add(message, None, [(file, line)], auto_comments=comments, context=context)
    return found


def _extracted() -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    for folder in ("web", "templates", "static/js"):
        for file, line, message, comments, context in extract_from_dir(
            ROOT / folder, _under(folder), keywords=KEYWORDS
        ):
            yield f"{folder}/{Path(file).as_posix()}", line, message, comments, context


def _under(folder: str) -> list[tuple[str, str]]:
    return [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in METHODS if pattern.startswith(folder)]


def update() -> None:
    for code in sorted(NAMES.keys() - {"en"}):
        known = catalogue(code)
        known.update(messages(), no_fuzzy_matching=True)
        known.obsolete.clear()
        with (CATALOGUES / f"{code}.po").open("wb") as file:
            write_po(file, known, width=120, sort_by_file=True, include_lineno=False, omit_header=True)


if __name__ == "__main__":
    update()
