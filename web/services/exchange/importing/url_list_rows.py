"""A list of addresses: its rows, and the jobs they become."""

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from web.database.queries.import_jobs import Job, NewJob
from web.outbound.urls import BadUrl, read_url
from web.services.exchange.csv_files import BadSheet, Row, check_headings, headings, rows, texts_in, whole_number
from web.services.exchange.importing.find_owner import PRODUCT, check_cells, storable
from web.services.exchange.importing.row_result import RowRefused, printable

OWN_LABEL = "label:"
COLUMNS = ("sku", "id", "slug", "url", "position", "label", "role")


class UrlRow(msgspec.Struct, frozen=True, kw_only=True):
    """The request of one row: a product by its id, SKU or slug, an address, and how the image is to be."""

    product: dict[str, str]
    url: str
    position: int | None = None
    label: str | None = None
    roles: tuple[str, ...] = ()
    labels: dict[str, str] = {}  # by the code of the store


class ListLine(msgspec.Struct, frozen=True):
    """A line of a list: its row, or why it is refused. `source` names the file and the line."""

    source: str
    row: UrlRow | None
    refusal: str = ""


def columns_of_list(stores: Collection[str]) -> list[str]:
    """All that a list may have. `stores`: their codes."""
    return [*COLUMNS, *(OWN_LABEL + code for code in stores)]


def check_list(path: Path, columns: Collection[str]) -> None:
    """Raises BadSheet, OSError."""
    names = headings(path, columns)
    check_headings(path, names, columns)
    if not set(PRODUCT) & set(names):
        raise BadSheet(f"{path.name} has no column sku, id or slug; the columns it has are {', '.join(names)}")


def lines_of_list(path: Path, columns: Collection[str]) -> Iterator[ListLine]:
    """Raises BadSheet, OSError."""
    for row in rows(path, columns):
        source = f"{printable(path.name)}:{row.line}"
        try:
            yield ListLine(source, _url_row(row))
        except RowRefused as error:
            yield ListLine(source, None, str(error))


def _url_row(row: Row) -> UrlRow:
    """Raises RowRefused."""
    check_cells(row)
    product = {name: text for name in PRODUCT if row.word(name) and (text := row.text(name))}
    if not product:
        raise RowRefused("nothing says whose picture it is: sku, id or slug")
    labels = {name.removeprefix(OWN_LABEL): row.text(name) for name in row.cells if name.startswith(OWN_LABEL)}
    return UrlRow(
        product=product,
        url=_url(row.word("url")),
        position=_position(row.text("position")),
        label=row.text("label"),
        roles=tuple(texts_in(row.text("role"))),
        labels={code: text for code, text in labels.items() if text is not None},
    )


def _url(text: str | None) -> str:
    if not text:
        raise RowRefused("it has no url")
    try:
        return str(read_url(text))
    except BadUrl as error:
        raise RowRefused(f"{text!r} is no address of a picture on the web") from error


def _position(text: str | None) -> int | None:
    try:
        number = whole_number(text)
    except ValueError as error:
        raise RowRefused(f"position {text!r} is no whole number") from error
    return None if number is None else storable(number)


def job_for(source: str, row: UrlRow) -> NewJob:
    """The same row is the same job, in whatever list it stands."""
    text = msgspec.json.encode(msgspec.to_builtins(row), order="sorted")
    return NewJob(key=hashlib.sha256(text).hexdigest(), url=row.url, list_row=text.decode(), source=source)


def url_row_of_job(job: Job) -> UrlRow:
    return msgspec.json.decode(job.list_row, type=UrlRow)
