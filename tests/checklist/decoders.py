"""The child processes of this one in which pictures are decoded, as the system sees them (Linux)."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.waiting import wait_until
from web.imaging.sandbox.protocol import WorkerResponse
from web.imaging.sandbox.worker_process import WorkerProcess


def decoders() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit() and _is_ours(folder)]


def _is_ours(folder: Path) -> bool:
    try:
        state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        return int(parent) == os.getpid() and state != "Z" and b"sandbox.worker" in (folder / "cmdline").read_bytes()
    except OSError:  # it ended meanwhile
        return False


def end_decoders() -> None:
    """Kill them all, so that the next picture is decoded by one that holds nothing of those before."""
    for number in decoders():
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    wait_until(lambda: not decoders(), "the decoders to end")


def begin_measuring() -> None:
    for number in decoders():
        Path(f"/proc/{number}/clear_refs").write_text("5")


def peak_memory() -> int:
    """Bytes that the largest of them held since."""
    return max((_in_status(number, "VmHWM") for number in decoders()), default=0)


def memory_held() -> int:
    """Bytes that all of them hold now."""
    return sum(_in_status(number, "VmRSS") for number in decoders())


def _in_status(number: int, name: str) -> int:
    lines = Path(f"/proc/{number}/status").read_text().splitlines()
    return 1024 * int(next((line for line in lines if line.startswith(name)), ": 0").split()[1])


@contextmanager
def kill_every_decoder() -> Iterator[list[int]]:
    """Every one of them is killed over its order: stopped before it gets one, it never goes on. Yields who was."""
    killed: list[int] = []
    running, receive = WorkerProcess._running, WorkerProcess._receive

    def stopped(self: WorkerProcess) -> "subprocess.Popen[bytes]":
        process = running(self)
        process.send_signal(signal.SIGSTOP)
        return process

    def dead(self: WorkerProcess, process: "subprocess.Popen[bytes]", until: float) -> WorkerResponse:
        process.kill()
        killed.append(process.pid)
        return receive(self, process, until)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WorkerProcess, "_running", stopped)
        patch.setattr(WorkerProcess, "_receive", dead)
        yield killed
