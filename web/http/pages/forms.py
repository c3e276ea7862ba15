"""Forms of pages and of programs: texts, several of one name, numbers, files. Each is read once in a request."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from typing import cast

from litestar.exceptions import ClientException
from msgspec.structs import replace

from web.context import context_of
from web.files.received import Received
from web.http.multipart import MULTIPART, URL_ENCODED, File, MalformedForm, Value, boundary_of, read_form
from web.http.pages.faces import JSON
from web.http.pages.json_forms import read_json_form
from web.http.pages.language import _
from web.http.pages.session import PageRequest
from web.http.urls import whole

PERCENT = re.compile(r"\d{1,3}(\.\d{0,6})?", re.ASCII)
LONGEST_PAGE = 32 * 2**20  # bytes of texts: the label grid without JavaScript sends every text of a gallery
FIELDS = 100_000  # of a form without files: the label grid without JavaScript sends every text of a gallery
FORM = "packshot.form"  # where the scope keeps it
UNLIMITED = 2**62  # bytes of one file; the body has a limit of its own at each address


class BadForm(Exception):
    """A field is missing or holds what no form of ours sends; the message says which, and `field` names it."""

    def __init__(self, message: str, field: str = "", limit: float | None = None) -> None:
        super().__init__(message)
        self.field, self.limit = field, limit


class Form:
    """The fields of a form by name, those of one name in their order.

    `members`: of a program's body, whatever they hold. None for a browser's form, where a box that is not ticked is
    not there.
    """

    def __init__(self, parts: Sequence[tuple[str, str | File]] = (), members: frozenset[str] | None = None) -> None:
        self._members = members
        self._texts: dict[str, list[str]] = {}
        self._files: dict[str, list[File]] = {}
        for name, value in parts:
            if isinstance(value, File):
                self._files.setdefault(name, []).append(value)
            else:
                self._texts.setdefault(name, []).append(value)

    def __contains__(self, name: str) -> bool:
        return name in self._texts or name in self._files

    def leaves_out(self, name: str) -> bool:
        """Tell whether a program left the field out, which says nothing about it."""
        return self._members is not None and name not in self._members

    def require(self, *names: str) -> None:
        """Raises BadForm where a program leaves one of the fields out."""
        for name in names:
            if self.leaves_out(name):
                raise BadForm(_("“%(name)s” is missing.", name=name), name)

    def text(self, name: str) -> str:
        """The text as one line, trimmed. Empty when the field is not there."""
        return " ".join(self.as_typed(name).split())

    def as_typed(self, name: str) -> str:
        """The text as typed: with the line ends that browsers write as CR and LF, without NUL, which nobody types."""
        return self.raw(name).replace("\r\n", "\n").replace("\0", "")

    def raw(self, name: str) -> str:
        """The text exactly as sent. Empty when the field is not there, or a file."""
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> list[str]:
        return self._texts.get(name, [])

    def number(self, name: str) -> int:
        """A whole number. Raises BadForm."""
        value = self.text(name)
        if not value.isascii() or not value.removeprefix("-").isdigit() or len(value) > 15:
            raise BadForm(_("“%(name)s” must be a whole number.", name=name), name)
        return int(value)

    def share(self, name: str) -> float:
        """A number from 0 to 100, in per cent; with a point or a comma. Raises BadForm."""
        value = self.text(name).replace(",", ".")
        if not PERCENT.fullmatch(value) or float(value) > 100:
            raise BadForm(_("“%(name)s” must be a number from 0 to 100.", name=name), name)
        return float(value)

    def files(self, name: str) -> list[File]:
        """The files chosen; a file field left empty sends one without a name."""
        return [file for file in self._files.get(name, []) if file.name]

    def parts(self) -> Iterator[tuple[str, str, str]]:
        """Name, kind and content of every field and file, to tell whether two forms are the same."""
        for name, texts in sorted(self._texts.items()):
            yield from ((name, "text", text) for text in texts)
        for name, files in sorted(self._files.items()):
            for file in files:
                yield name, f"file {file.name}", file.received.content_hash if file.received else ""

    async def discard_files(self) -> None:
        received = [file.received for files in self._files.values() for file in files if file.received]
        if received:
            await asyncio.shield(asyncio.to_thread(_discard, received))


def _discard(received: Sequence[Received]) -> None:
    for one in received:
        one.discard()


async def form_of(request: PageRequest) -> Form:
    """The request's form, empty where the body is none. Raises ClientException (malformed), RequestEntityTooLarge."""
    form = _kept_form(request)
    if form is None:
        form = await _read(request)
        cast(dict[str, object], request.scope)[FORM] = form
    return form


def _kept_form(request: PageRequest) -> Form | None:
    return cast(Form | None, request.scope.get(FORM))


async def discard_form(request: PageRequest) -> None:
    """Discard the files of the form, if it was read: the request has ended."""
    form = _kept_form(request)
    if form:
        await form.discard_files()


async def _read(request: PageRequest) -> Form:
    content_type = request.content_type[0]
    limits = replace(context_of(request).limits, max_bytes=UNLIMITED)
    if content_type == JSON:
        return Form(*await read_json_form(request, limits))
    if content_type not in (URL_ENCODED, MULTIPART):
        return Form()
    if content_type == MULTIPART and not boundary_of(request):
        raise ClientException("A multipart form without a boundary")
    try:
        parts = await read_form(request, limits, FIELDS, longest=LONGEST_PAGE)
        return Form([(name, _utf8(name, value)) for name, value in parts])
    except MalformedForm as error:
        raise ClientException(f"Malformed form: {error}") from error


def _utf8(name: str, value: Value) -> str | File:
    if isinstance(value, bytes):
        raise MalformedForm(f"{name} is not UTF-8")
    return value


def whole_number(text: str) -> int | None:
    """A number in an address; None for what is none."""
    return whole(text, 15)
