"""`packshot serve` in a process of its own, to be looked at and killed from outside."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import msgspec

from tests.servers import free_port
from tests.watching import family
from web.settings import ROOT, Settings

PATIENCE = 60  # seconds


class Server(msgspec.Struct, frozen=True):
    base: str
    process: int

    def kill(self) -> None:
        """By SIGKILL, all at once: what supervises, what answers and what decodes."""
        everybody = family(self.process)
        for process in everybody:
            with suppress(ProcessLookupError):  # ended by itself, as its parent was gone
                os.kill(process, signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while any(_lives(process) for process in everybody) and time.monotonic() < until:
            time.sleep(0.005)


def environ_of(settings: Settings, var: Path) -> dict[str, str]:
    """What leads a command to the same database and storage, and nowhere else for its temporary files."""
    temporary = var / "tmp"
    temporary.mkdir(exist_ok=True)
    return {
        **os.environ,
        "PACKSHOT_DATABASE_URL": settings.database_url,
        "PACKSHOT_SECRET_KEY": settings.secret_key,
        "PACKSHOT_STORAGE_URL": settings.storage_url,
        "PACKSHOT_VAR": str(var),
        "TMPDIR": str(temporary),
    }


@contextmanager
def serving(settings: Settings, var: Path, *words: str) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "web.cli", "serve", "--port", str(port), *words]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, env=environ_of(settings, var), stdout=nowhere, stderr=nowhere) as process:
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        try:
            _await_answer(server.base)
            yield server
        finally:
            process.terminate()


def _await_answer(base: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            httpx.get(f"{base}/healthz", timeout=PATIENCE)
        except httpx.TransportError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _lives(process: int) -> bool:
    """A zombie does not: it only waits to be counted by its parent."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
