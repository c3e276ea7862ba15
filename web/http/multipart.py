"""Forms, read as they arrive: texts into memory, files into private temporary files, nothing beyond the limits.

The framework's own reader takes a part whose name is given as `filename*` for text, fails on bytes that are no
UTF-8, and leaves its temporary files to the garbage collector when a body turns out too large.
"""

import codecs
import re
import weakref
from base64 import b64decode
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl, unquote

import msgspec
from multipart import MultipartError, MultipartSegment, PushMultipartParser  # type: ignore[import-untyped]

from web.context import AnyRequest, context_of
from web.files.receive import receive_stream
from web.files.received import Limits, Received
from web.gallery.file_names import clean_file_name
from web.gallery.picture_errors import EmptyFile, TooManyBytes
from web.http.bounds import LONGEST, joined, read_small

MULTIPART = "multipart/form-data"
URL_ENCODED = "application/x-www-form-urlencoded"
PARTS = 200  # of one form, at most
CHARSETS = ("ascii", "utf-", "iso8859", "latin", "cp125", "koi8", "euc_", "shift_jis", "gb", "big5")  # of a text
EXTENDED_NAME = re.compile(r"filename\*\s*=\s*([\w.-]+)'[^']*'([^;\s]+)", re.IGNORECASE)  # RFC 5987


class MalformedForm(Exception):
    """The body is not what its Content-Type says; the message tells how."""


class File(msgspec.Struct, frozen=True):
    name: str  # as sent: text, never a path
    received: Received | None  # None: not a single byte came; its temporary file is gone with it, at the latest

    def within(self, max_bytes: int) -> Received:
        """The file, if it is not empty and not too large. Raises EmptyFile, TooManyBytes."""
        if self.received is None:
            raise EmptyFile
        if self.received.size > max_bytes:
            raise TooManyBytes(max_bytes)
        return self.received


Value = str | bytes | File  # bytes: no file, and no UTF-8 either; what that means each field decides
Parts = list[tuple[str, Value]]


def boundary_of(request: AnyRequest) -> str | None:
    return request.content_type[1].get("boundary")


async def read_form(
    request: AnyRequest,
    limits: Limits | None = None,
    fields: int = PARTS,
    *,
    base64: bool = False,
    longest: int = LONGEST,
) -> Parts:
    """The fields of a URL-encoded form, else of a multipart one, in their order.

    `limits`: of a file, instead of the installation's; `fields`: of a URL-encoded form, at most; `base64`: a part whose
    `Content-Transfer-Encoding` says so is decoded; `longest`: bytes of all texts together.
    Raises MalformedForm, TooManyBytes (a file), RequestEntityTooLarge (the whole, or its texts).
    """
    try:
        if request.content_type[0] == URL_ENCODED:
            return _url_encoded(await read_small(request, longest), fields)
        return await _multipart(request, limits or context_of(request).limits, base64, longest)
    except (MultipartError, ValueError) as error:
        raise MalformedForm(str(error.args[0])) from error


async def _multipart(request: AnyRequest, limits: Limits, base64: bool, longest: int) -> Parts:
    """Read a multipart form; if it is malformed, discard the files before that place at once."""
    parts: Parts = []
    try:
        async for part in _parts(request, limits, base64, longest):
            parts.append(part)
    except BaseException:
        for _, value in parts:
            if isinstance(value, File) and value.received:
                value.received.discard()
        raise
    return parts


def _url_encoded(body: bytes, fields: int) -> Parts:
    """Read a URL-encoded form as Latin-1, in which every byte is a character, to find what is no UTF-8."""
    pairs = parse_qsl(body.decode("latin-1"), True, encoding="latin-1", max_num_fields=fields)
    return [
        (name.encode("latin-1").decode("utf-8", "replace"), _text(value.encode("latin-1"))) for name, value in pairs
    ]


def _text(sent: bytes, charset: str | None = None) -> str | bytes:
    """`charset`: as its part declares it, which Java's clients do; UTF-8 where it declares none that is known."""
    try:
        return sent.decode(_codec(charset) if charset else "utf-8")
    except UnicodeDecodeError:
        return sent


def _codec(charset: str) -> str:
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):  # the second: a NUL in it
        return "utf-8"
    return name if name.startswith(CHARSETS) else "utf-8"


async def _parts(request: AnyRequest, limits: Limits, base64: bool, longest: int) -> AsyncIterator[tuple[str, Value]]:
    events = _events(request)
    async for part in events:
        name, payload = _file_name(part), _payload(events)
        if base64 and part.header("Content-Transfer-Encoding", "").strip().lower() == "base64":
            payload = _decoded(payload)
        if name is None:
            text = await joined(payload, longest)
            longest -= len(text)
            yield part.name, _text(text, part.charset)
        else:
            yield part.name, File(name, await _received(payload, limits))


async def _events(request: AnyRequest) -> AsyncIterator[Any]:
    """Events of the parser: the start of a part, its pieces, None at its end; and so on."""
    parser = PushMultipartParser(boundary_of(request) or "", max_segment_count=PARTS)
    began = False
    async for chunk in request.stream():
        if chunk:
            began = True
            for event in parser.parse(chunk):
                yield event
    if began:
        parser.close()  # complains when the last boundary never came


async def _payload(events: AsyncIterator[Any]) -> AsyncIterator[bytes]:
    async for event in events:
        if not isinstance(event, bytes | bytearray):
            return
        yield bytes(event)


async def _decoded(payload: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Base64 undone, four symbols at a time, whatever blanks and lines are between. Raises MalformedForm."""
    rest = b""
    try:
        async for piece in payload:
            rest += b"".join(piece.split())
            end = len(rest) - len(rest) % 4
            whole, rest = rest[:end], rest[end:]
            yield b64decode(whole, validate=True)
        yield b64decode(rest, validate=True)
    except ValueError as error:
        raise MalformedForm("Could not decode base64 data.") from error


async def _received(payload: AsyncIterator[bytes], limits: Limits) -> Received | None:
    try:
        received = await receive_stream(payload, limits)
    except EmptyFile:
        return None
    weakref.finalize(received, received.path.unlink, missing_ok=True)
    return received


def _file_name(part: MultipartSegment) -> str | None:
    """File name as it may be kept; None for a part that is no file."""
    extended = EXTENDED_NAME.search(part.header("Content-Disposition", ""))
    name = part.filename
    if extended:
        try:
            name = unquote(extended[2], encoding=extended[1], errors="strict")
        except (LookupError, UnicodeDecodeError):  # not what it says, or nobody knows that: the plain name has to do
            name = name or extended[2]
    return None if name is None else clean_file_name(name)
