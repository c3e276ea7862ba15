"""The worker process: one request after the other from standard input, until that ends.

Started with an empty environment and nothing open but its pipes, it leaves the network where the system allows it.
Before each request it sets limits on itself; what goes beyond them ends it, or ends as a MemoryError.
"""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any, BinaryIO

import msgspec

from web.gallery.picture_errors import PictureRefused, TooCostly
from web.gallery.unavailable import DecodingUnavailable, Unavailable, unavailable_for
from web.imaging.sandbox.protocol import HEAD, WorkerRequest, WorkerResponse, arguments, pack, send

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # linux/sched.h
PARENT_DEATH_SIGNAL = 1  # linux/prctl.h


def leave_network() -> bool:
    """Enter a network of this process's own. Returns whether that was allowed: in many containers not.

    Who is not root needs a user namespace too, so it has to happen before there are threads.
    """
    if sys.platform != "linux":
        return False
    system = ctypes.CDLL(None)
    return any(system.unshare(flags) == 0 for flags in (NEW_NETWORK, NEW_USER | NEW_NETWORK))


BASE_MEMORY = 400 * 2**20  # bytes of address space for Python, Pillow and their libraries, which mostly lies unused


def main() -> None:
    requests, responses = _pipes()
    _isolate()
    send(responses, WorkerResponse())  # ready: whatever ends it from now on has to do with a request
    while head := requests.read(HEAD.size):
        body = requests.read(HEAD.unpack(head)[0])
        send(responses, _run(msgspec.msgpack.decode(body, type=WorkerRequest)))


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Responses go where standard output led; whatever a library prints goes to standard error."""
    responses = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, responses


def end_with_server() -> None:
    """Be killed when the server dies, however busy; elsewhere the end of standard input has to do."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _isolate() -> None:
    leave_network()
    end_with_server()  # after that, which would undo it
    os.nice(10)  # the server has requests to answer meanwhile
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def _run(request: WorkerRequest) -> WorkerResponse:
    try:
        work = _function(request)
        _limit(request)
        return WorkerResponse(result=pack(work(*arguments(work, request.args))))
    except MemoryError:
        return _refusal(TooCostly())
    except PictureRefused as refused:
        return _refusal(TooCostly() if isinstance(refused.__cause__, MemoryError) else refused)
    except (Unavailable, OSError) as error:
        reason = unavailable_for(error) if isinstance(error, OSError) else error
        return WorkerResponse(unavailable=(type(reason).__name__, str(reason)))


def _function(request: WorkerRequest) -> Callable[..., Any]:
    """The function. Raises DecodingUnavailable where the code of ours is not whole, as in the middle of an update."""
    try:
        function: Callable[..., Any] = getattr(import_module(request.module), request.function)
    except (ImportError, AttributeError, SyntaxError) as error:
        raise DecodingUnavailable(f"a decoder is broken: {error}") from error
    return function


def _limit(request: WorkerRequest) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + request.seconds
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
    if sys.platform == "linux":  # elsewhere the limit on address space is not kept, or hits the libraries
        resource.setrlimit(resource.RLIMIT_AS, (BASE_MEMORY + request.memory, resource.RLIM_INFINITY))


def _refusal(refused: PictureRefused) -> WorkerResponse:
    return WorkerResponse(refused=(type(refused).__name__, list(vars(refused).values())))


if __name__ == "__main__":
    with suppress(BrokenPipeError):  # the server was killed while something was being decoded
        main()
