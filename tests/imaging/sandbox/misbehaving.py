"""Misbehaviour that a hostile picture might cause in a decoder, for real child processes."""

import ctypes
import fcntl
import os
import signal
import socket
import sys
from pathlib import Path

ARRIVALS, LOCK = "arrivals", "lock"


def double(number: int) -> int:
    return 2 * number


def add_path(path: Path, number: int = 1) -> Path:
    return path / str(number)


def use_memory(size: int) -> int:
    return len(bytearray(size))


def spin(seconds: int) -> None:
    while seconds:
        pass


def wait_at(gate: Path) -> None:
    """Say that it is there, and go on when the gate is open (`gate.py`)."""
    with (gate / ARRIVALS).open("wb", buffering=0) as arrivals:
        arrivals.write(b".")
    with (gate / LOCK).open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)


def crash(address: int) -> None:
    ctypes.string_at(address)


def die_once(marker: Path) -> str:
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "survived"


def die_by(number: int) -> None:
    """As if somebody else, a limit, or a fault in a codec had sent that signal; 0: as by an error of ours."""
    if not number:
        raise LookupError
    os.kill(os.getpid(), number)


def write_to_stdout(text: str) -> str:
    print(text)  # noqa: T201 - that is the misdeed
    sys.stdout.flush()
    return text


def return_wrong_type(number: int) -> str:
    return number  # type: ignore[return-value]


def environment(names: list[str]) -> list[str]:
    return [name for name in names if name in os.environ]


def can_connect(port: int) -> bool:
    """True if a connection to this port is accepted."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError:
        return False
    return True


def open_files(most: int) -> list[str]:
    """Open files beyond the three standard ones, on a system that tells."""
    found = []
    for number in range(3, most):
        try:
            found.append(str(Path(f"/proc/self/fd/{number}").readlink()))
        except OSError:
            continue
    return found


def process(ignored: int) -> int:
    return os.getpid()
