"""A worker process and the pipes to it. Everything here blocks, and belongs to one thread."""

import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TypeVar

import msgspec

from web.gallery import picture_errors
from web.gallery.picture_errors import PictureRefused, TooCostly
from web.gallery.unavailable import DecodingUnavailable, DiskFull, StorageUnavailable, Unavailable
from web.imaging.sandbox.protocol import HEAD, LONGEST, WorkerRequest, WorkerResponse, result, send

HOME = Path(__file__).resolve().parents[3]
T = TypeVar("T")
CLOCK_FACTOR = 2  # seconds of the clock for each of the processor: others may be using it
START = 20.0  # seconds of the clock for a process to be there
ENDING = 1.0  # seconds of the clock for a process that closed its pipe to be gone
# What people and systems end processes by. Neither a limit nor a fault in a codec does (SIGXCPU, SIGSEGV, SIGABRT).
FROM_OUTSIDE = frozenset(-number for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP))


class WorkerDied(Exception):
    """The worker process is gone: killed, or ended by a limit it went beyond."""

    def __init__(self, *, killed: bool) -> None:
        self.killed = killed  # from outside, by no fault of the picture


class WorkerProcess:
    """Started when first needed, and again after it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, work: Callable[..., T], request: WorkerRequest) -> T:
        """Run `work` there. Raises Unavailable, PictureRefused; TooCostly where it ended the process or took long.

        DecodingUnavailable where the process can't be started, or was killed by others twice.
        """
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
            raise (DecodingUnavailable("decoders are being killed") if died.killed else TooCostly()) from died

    def _send(self, request: WorkerRequest) -> WorkerResponse:
        process = self._running()
        try:
            send(process.stdin, request)  # type: ignore[arg-type]
            return self._receive(process, monotonic() + CLOCK_FACTOR * request.seconds)
        except (OSError, EOFError) as error:
            raise WorkerDied(killed=self._ending() in FROM_OUTSIDE) from error
        except msgspec.DecodeError as error:
            self.end()
            raise WorkerDied(killed=False) from error
        except TooCostly:
            self.end()
            raise

    def _ending(self) -> int | None:
        """How it ended, as a return code; None for one that lives on and is ended here."""
        assert self._process is not None  # noqa: S101 - it was sent something
        try:
            return self._process.wait(ENDING)
        except subprocess.TimeoutExpired:
            return None
        finally:
            self.end()

    def _receive(self, process: "subprocess.Popen[bytes]", until: float) -> WorkerResponse:
        length = HEAD.unpack(_read(process, HEAD.size, until))[0]
        if length > LONGEST:
            raise EOFError
        return msgspec.msgpack.decode(_read(process, length, until), type=WorkerResponse)

    def _running(self) -> "subprocess.Popen[bytes]":
        """Raises DecodingUnavailable where it can't be started: too many files are open, or it is broken."""
        if self._process is None:
            try:
                self._process = _start()
                self._receive(self._process, monotonic() + START)  # it is ready
            except (OSError, EOFError, msgspec.DecodeError, TooCostly) as error:
                self.end()
                raise DecodingUnavailable(f"no decoder could be started: {error}") from error
        return self._process


def _start() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "web.imaging.sandbox.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=HOME,
        env={"PYTHONPATH": str(HOME)},  # no secret of the server's environment goes along
        bufsize=0,
        process_group=0,  # Ctrl-C is for the server (in a session of its own it could not be nice)
    )


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
    return {kind.__name__: kind for kind in (DiskFull, DecodingUnavailable)}.get(name, StorageUnavailable)(reason)
