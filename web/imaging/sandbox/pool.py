"""Sandbox for decoding and encoding pictures: a pool of worker processes, each within limits.

A hostile file, or one that finds a fault in a codec, can end such a process and nothing else. So many work at once and
no more, and together they take no more memory than is set aside for them.
"""

import asyncio
import atexit
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from inspect import signature
from pathlib import Path
from time import monotonic
from typing import Any, ParamSpec, TypeVar

from web.gallery.unavailable import Busy
from web.imaging.sandbox.limits import MemoryBudget
from web.imaging.sandbox.protocol import WorkerRequest
from web.imaging.sandbox.worker_process import WorkerProcess

P = ParamSpec("P")
T = TypeVar("T")

MAX_WORKERS = min(4, os.cpu_count() or 1)  # per server process
TOTAL_MEMORY = 2**30  # bytes for all decoding of an installation on this machine
SMALL_JOB = 64 * 2**20  # bytes: reading a header, and pictures of up to some ten megapixels
MAX_WAIT = 30  # seconds that someone waits for their turn
QUEUE = 200  # more do not even wait: their turn would not come in time
SECONDS = 20  # of the processor for one piece of work


@lru_cache(maxsize=1)
def _budget() -> MemoryBudget:
    return MemoryBudget(TOTAL_MEMORY)


def share_memory_in(temp_dir: Path) -> None:
    """Share the memory for decoding with all processes of this installation: those with the same temporary folder."""
    _budget().lock_in(temp_dir / "decoding")


class _PerThread(threading.local):
    """A worker process for each thread."""

    def __init__(self) -> None:
        self.worker = WorkerProcess()
        atexit.register(self.worker.end)


_threads = ThreadPoolExecutor(MAX_WORKERS, thread_name_prefix="picture")
_own = _PerThread()
_under_way: set[Future[Any]] = set()


async def run_in_sandbox(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a function of ours on pictures in a worker process. Raises PictureRefused, Unavailable.

    It takes and returns plain values and paths, all of declared types.
    """
    return await run_in_sandbox_within(SMALL_JOB, work, *args, **kwargs)


async def run_in_sandbox_within(memory: int, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The same for work that is expected to take so many bytes; at twice that it is ended."""
    arguments = signature(work).bind(*args, **kwargs).args
    request = WorkerRequest(work.__module__, work.__name__, list(arguments), 2 * memory, SECONDS)
    until = monotonic() + MAX_WAIT
    if len(_under_way) >= MAX_WORKERS + QUEUE:
        raise Busy("too many pictures wait to be decoded")
    done = _threads.submit(_run, work, request, memory, until)
    _under_way.add(done)
    done.add_done_callback(_under_way.discard)
    return await asyncio.wrap_future(done)


def _run(work: Callable[..., T], request: WorkerRequest, memory: int, until: float) -> T:
    if monotonic() > until:
        raise Busy("too many pictures were before this one")
    with _budget().taken(memory, until):
        return _own.worker.run(work, request)
