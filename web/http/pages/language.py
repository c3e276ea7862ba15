"""The reader's language: its choice, texts, numbers, sizes and times."""

import gettext as standard
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale, negotiate_locale
from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from web.gallery.clock import as_datetime

NAMES = {"en": "English", "de": "Deutsch", "fr": "Français"}
COOKIE = "packshot_language"
CATALOGUES = Path(__file__).parent / "catalogues"

Moment = int | datetime  # microseconds since 1970, or in UTC

_current: ContextVar[str] = ContextVar("language", default="en")


def current_language() -> str:
    """The code of this request's language."""
    return _current.get()


def use_language(code: str) -> None:
    """Set the language for the rest of this request."""
    _current.set(code)


def choose_language(cookie: str | None, accepted: str) -> str:
    """Language by the cookie, else by `accepted`, the browser's Accept-Language."""
    if cookie in NAMES:
        return cookie
    return negotiate_locale(_preferred(accepted), NAMES, sep="-") or "en"


def _preferred(accepted: str) -> list[str]:
    """The tags of an Accept-Language, the most preferred first; what cannot be read counts least."""
    weighed = []
    for place, part in enumerate(accepted[:500].split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), place, tag))
        except ValueError:
            weighed.append((0.0, place, tag))
    return [tag for _, _, tag in sorted(weighed)]


@cache
def translations(code: str) -> standard.NullTranslations:
    """Translations, read from the catalogue as translators write it, so that none needs compiling."""
    if code == "en":
        return standard.NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalogue(code))
    compiled.seek(0)
    return standard.GNUTranslations(compiled)


def catalogue(code: str) -> Catalog:
    with (CATALOGUES / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


@cache
def script_texts(code: str) -> dict[str, object]:
    """Texts of our scripts: English -> text, or its forms for one and for many. Empty for English itself."""
    if code == "en":
        return {}
    texts = [one for one in catalogue(code) if any(place.endswith(".js") for place, _ in one.locations)]
    return {one.id if isinstance(one.id, str) else one.id[0]: one.string for one in texts}


def locale() -> Locale:
    return Locale(current_language())


def gettext(text: str) -> str:
    return translations(current_language()).gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    return translations(current_language()).ngettext(one, many, count)


def _(text: str, **values: object) -> str:
    """The text in the reader's language, with `%(name)s` filled in, as templates do it."""
    return gettext(text) % values


def n_(one: str, many: str, count: int, **values: object) -> str:
    """The text for a number of things, which is `%(num)s` in it."""
    return ngettext(one, many, count) % {"num": format_decimal(count, locale=locale()), **values}


def whole(value: int) -> str:
    return format_decimal(value, locale=locale())


def decimal(value: float, digits: int = 1) -> str:
    return format_decimal(value, format=f"#,##0.{'#' * digits}", locale=locale())


def share(value: float) -> str:
    """Per cent: 0.25 is 25 %. A part is never rounded to none or all."""
    shown = 0.99 if 0.99 < value < 1 else 0.01 if 0 < value < 0.01 else value
    return format_percent(shown, locale=locale())


def moment(at: Moment) -> str:
    """Date and time in UTC; the browser puts it into the reader's own time."""
    return format_datetime(_utc(at), "medium", locale=locale()) + " UTC"


def day(at: Moment) -> str:
    return format_date(_utc(at), "medium", locale=locale())


def iso(at: Moment) -> str:
    """Attribute datetime of a <time>."""
    return _utc(at).isoformat(timespec="seconds").replace("+00:00", "Z")


def _utc(at: Moment) -> datetime:
    return at if isinstance(at, datetime) else as_datetime(at)


def file_size(size: int) -> str:
    """Size in bytes, written in units of 1000, as file managers do."""
    if size < 1000:
        return f"{whole(size)} B"
    return f"{decimal(size / 1e3, 0)} KB" if size < 1e6 else f"{decimal(size / 1e6)} MB"
