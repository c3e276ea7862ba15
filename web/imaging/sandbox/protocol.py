"""Protocol between the server and a worker process: length-prefixed MessagePack, never pickles.

A worker that a picture has taken over could answer anything; so its answer is data, checked against the types that the
function declares, and at worst a wrong one.
"""

import struct
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, TypeVar, get_type_hints

import msgspec

HEAD = struct.Struct(">I")
T = TypeVar("T")
LONGEST = 2**20  # bytes of one message: facts about a picture, never pixels


class WorkerRequest(msgspec.Struct, frozen=True):
    """A function of ours by name, its arguments, and the memory and time that it may take."""

    module: str
    function: str
    args: list[object]
    memory: int  # bytes of address space beyond what the worker needs for itself
    seconds: int  # of the processor


class WorkerResponse(msgspec.Struct, frozen=True):
    """`refused` names a PictureRefused and its arguments; `unavailable` an error of gallery/unavailable.py, and why."""

    result: msgspec.Raw = msgspec.Raw(b"\xc0")
    refused: tuple[str, list[object]] | None = None
    unavailable: tuple[str, str] | None = None


_encoder = msgspec.msgpack.Encoder(enc_hook=str)


def send(pipe: BinaryIO, message: WorkerRequest | WorkerResponse) -> None:
    body = _encoder.encode(message)
    pipe.write(HEAD.pack(len(body)) + body)
    pipe.flush()


def pack(value: object) -> msgspec.Raw:
    return msgspec.Raw(_encoder.encode(value))


def arguments(work: Callable[..., object], given: list[object]) -> list[object]:
    """The arguments in the types that the function declares."""
    kinds = (kind for name, kind in _types(work).items() if name != "return")
    return [msgspec.convert(value, kind, dec_hook=_from_text) for value, kind in zip(given, kinds, strict=False)]


def result(work: Callable[..., T], raw: msgspec.Raw) -> T:
    """The result in the type that the function declares. Raises msgspec.DecodeError."""
    value: T = msgspec.msgpack.decode(raw, type=_types(work)["return"], dec_hook=_from_text)
    return value


_types = lru_cache(get_type_hints)


def _from_text(kind: type, value: object) -> object:
    return Path(str(value)) if kind is Path else value
