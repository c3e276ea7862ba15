"""Numbers, sizes and times, written as the reader's language writes them."""

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent

from web.gallery.clock import as_datetime
from web.http.pages.language import locale


def whole(value: int) -> str:
    return format_decimal(value, locale=locale())


def decimal(value: float, digits: int = 1) -> str:
    return format_decimal(value, format=f"#,##0.{'#' * digits}", locale=locale())


def share(value: float) -> str:
    """Per cent: 0.25 is 25 %. A part is never rounded to none or all."""
    shown = 0.99 if 0.99 < value < 1 else 0.01 if 0 < value < 0.01 else value
    return format_percent(shown, locale=locale())


def moment(at: int) -> str:
    """Date and time of `at`, microseconds since 1970, in UTC; the browser puts it into the reader's own time."""
    return format_datetime(as_datetime(at), "medium", locale=locale()) + " UTC"


def day(at: int) -> str:
    return format_date(as_datetime(at), "medium", locale=locale())


def iso(at: int) -> str:
    """Attribute datetime of a <time>."""
    return as_datetime(at).isoformat(timespec="seconds").replace("+00:00", "Z")


def file_size(size: int) -> str:
    """Size in bytes, written in units of 1000, as file managers do."""
    if size < 1000:
        return f"{whole(size)} B"
    return f"{decimal(size / 1e3, 0)} KB" if size < 1e6 else f"{decimal(size / 1e6)} MB"
