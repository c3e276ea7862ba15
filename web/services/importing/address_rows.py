"""A list of addresses: what its rows may say, and the jobs they become."""

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import msgspec

from web.database.import_jobs import Job, New
from web.services.cells import whole_number, words_in
from web.services.importing.outcome import Refused, shown
from web.services.importing.products import PRODUCT, no_nul, storable
from web.services.sheets import Row, check_headings, headings, rows
from web.storage.remote_url import BadUrl, read_url

OWN_LABEL = "label:"
COLUMNS = {*PRODUCT, "url", "position", "label", "role"}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What one row asks for: a product by what it is called, an address, and how the image is to be."""

    product: dict[str, str]
    url: str
    position: int | None = None
    label: str | None = None
    roles: tuple[str, ...] = ()
    labels: dict[str, str] = {}  # by the code of the store


def check_list(path: Path, stores: Collection[str]) -> None:
    """Raises BadSheet, OSError."""
    check_headings(path, headings(path), COLUMNS | {OWN_LABEL + code for code in stores})


def asked_in(path: Path) -> Iterator[tuple[str, Asked | str]]:
    """For each row its place, and what it asks for or why it cannot. Raises BadSheet, OSError."""
    for row in rows(path):
        place = f"{shown(path.name)}:{row.line}"
        try:
            yield place, _asked(row)
        except Refused as error:
            yield place, str(error)


def _asked(row: Row) -> Asked:
    no_nul(row)
    product = {name: text for name in PRODUCT if (text := row.text(name))}
    if not product:
        raise Refused("nothing says whose picture it is: sku, id or slug")
    labels = {name.removeprefix(OWN_LABEL): row.text(name) for name in row.cells if name.startswith(OWN_LABEL)}
    return Asked(
        product=product,
        url=_url(row.text("url")),
        position=_position(row.text("position")),
        label=row.text("label"),
        roles=tuple(words_in(row.text("role"))),
        labels={code: text for code, text in labels.items() if text is not None},
    )


def _url(text: str | None) -> str:
    if not text:
        raise Refused("it has no url")
    try:
        return str(read_url(text))
    except BadUrl as error:
        raise Refused(f"{text!r} is no address of a picture on the web") from error


def _position(text: str | None) -> int | None:
    try:
        number = whole_number(text.strip() if text else None)
    except ValueError as error:
        raise Refused(f"position {text!r} is no whole number") from error
    return None if number is None else storable(number)


def job(place: str, asked: Asked) -> New:
    """The same words are the same job, in whatever list they stand."""
    said: dict[str, Any] = msgspec.to_builtins(asked)
    text = msgspec.json.encode(said, order="sorted")
    return New(key=hashlib.sha256(text).hexdigest(), url=asked.url, asked=text.decode(), source=place)


def asked_of(one: Job) -> Asked:
    return msgspec.json.decode(one.asked, type=Asked)
