"""A worker process and the pipes to it. Everything here blocks, and belongs to one thread."""

import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TypeVar

import msgspec

from web.gallery import picture_errors
from web.gallery.picture_errors import PictureRefused, TooCostly
from web.gallery.unavailable import DiskFull, StorageUnavailable, Unavailable
from web.imaging.sandbox.protocol import HEAD, LONGEST, WorkerRequest, WorkerResponse, result, send

HOME = Path(__file__).resolve().parents[3]
T = TypeVar("T")
CLOCK_FACTOR = 2  # seconds of the clock for each of the processor: others may be using it


class WorkerDied(Exception):
    """The worker process is gone: killed, or ended by a limit it went beyond."""


class WorkerProcess:
    """Started when first needed, and again after it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, work: Callable[..., T], request: WorkerRequest) -> T:
        """Run `work` there. Raises Unavailable, PictureRefused; TooCostly where it ended the process or took long."""
        try:
            response = self._send(request)
        except WorkerDied:  # perhaps by no fault of the picture: somebody's kill, or the system short of memory
            response = self._send_again(request)
        if response.refused is not None:
            raise _refusal(*response.refused)
        if response.unavailable is not None:
            raise _unavailable(*response.unavailable)
        return self._checked_result(work, response)

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _checked_result(self, work: Callable[..., T], response: WorkerResponse) -> T:
        try:
            return result(work, response.result)
        except msgspec.DecodeError as error:
            self.end()
            raise picture_errors.NotAPicture("the result is of another type than the work declares") from error

    def _send_again(self, request: WorkerRequest) -> WorkerResponse:
        try:
            return self._send(request)
        except WorkerDied as died:
            raise TooCostly from died

    def _send(self, request: WorkerRequest) -> WorkerResponse:
        process = self._running()
        try:
            send(process.stdin, request)  # type: ignore[arg-type]
            return self._receive(process, monotonic() + CLOCK_FACTOR * request.seconds)
        except (OSError, EOFError, msgspec.DecodeError) as error:
            self.end()
            raise WorkerDied from error
        except TooCostly:
            self.end()
            raise

    def _receive(self, process: "subprocess.Popen[bytes]", until: float) -> WorkerResponse:
        length = HEAD.unpack(_read(process, HEAD.size, until))[0]
        if length > LONGEST:
            raise EOFError
        return msgspec.msgpack.decode(_read(process, length, until), type=WorkerResponse)

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "web.imaging.sandbox.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=HOME,
                env={"PYTHONPATH": str(HOME)},  # no secret of the server's environment goes along
                bufsize=0,
                process_group=0,  # Ctrl-C is for the server (in a session of its own it could not be nice)
            )
        return self._process


def _read(process: "subprocess.Popen[bytes]", length: int, until: float) -> bytes:
    """Exactly so many bytes. Raises TooCostly when they don't come in time, EOFError when they never will."""
    pipe, got = process.stdout, bytearray()
    assert pipe is not None  # noqa: S101 - it was started with one
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    while len(got) < length:
        if not poll.poll(max(0, until - monotonic()) * 1000):
            raise TooCostly
        piece = pipe.read(length - len(got))
        if not piece:
            raise EOFError
        got += piece
    return bytes(got)


def _refusal(name: str, facts: list[object]) -> PictureRefused:
    kind = getattr(picture_errors, name, None)
    if not (isinstance(kind, type) and issubclass(kind, PictureRefused)):
        return picture_errors.NotAPicture(name)
    return kind(*facts)


def _unavailable(name: str, reason: str) -> Unavailable:
    return (DiskFull if name == DiskFull.__name__ else StorageUnavailable)(reason)
