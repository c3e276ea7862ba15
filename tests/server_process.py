"""`packshot serve` in a process of its own, to be looked at and killed from outside."""

import os
import select
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import msgspec

from tests.servers import free_port
from tests.waiting import wait_until
from web.settings import ROOT, Settings

PATIENCE = 180  # seconds: on a busy machine a server takes a minute to start
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody; to read whom to trust takes longer than most requests


class Server(msgspec.Struct, frozen=True):
    base: str
    process: int

    def kill(self) -> None:
        """Kill supervisor, workers and decoders at once by SIGKILL."""
        kill_family(self.process)


def client_of(base: str) -> httpx.Client:
    """A client for plain HTTP."""
    return httpx.Client(base_url=base, timeout=PATIENCE, verify=NO_TLS)


def environ_of(settings: Settings, var: Path) -> dict[str, str]:
    """Environment of a command over the same database and storage, with its own temporary folder."""
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
def server_process(settings: Settings, var: Path, *words: str) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "web.cli.main", "serve", "--port", str(port), *words]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, env=environ_of(settings, var), stdout=nowhere, stderr=nowhere) as process:
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        try:
            wait_for_healthz(server.base, process)
            yield server
        finally:
            process.terminate()


def wait_for_healthz(base: str, process: "subprocess.Popen[Any]") -> httpx.Response:
    """Wait until the server is up; returns the response of /healthz."""

    def healthz() -> httpx.Response | None:
        assert process.poll() is None, "the server ended before it answered"
        try:
            return client.get("/healthz")
        except httpx.TransportError:
            return None

    with client_of(base) as client:
        return wait_until(healthz, f"a response of {base}", PATIENCE)


def family(process: int) -> list[int]:
    """A process and all below it, whichever of its threads started them."""
    found = [process]
    for one in found:
        for thread in Path(f"/proc/{one}/task").glob("*"):
            with suppress(OSError):  # it ended meanwhile
                found += [int(child) for child in (thread / "children").read_text().split()]
    return found


def memory(process: int) -> int:
    """Bytes that a family holds, shared ones counted once (PSS)."""
    held = 0
    for one in family(process):
        with suppress(OSError):
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            held += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return held


def kill_family(process: int, seconds: float = 60) -> None:
    """End a family by SIGKILL, all at once, and wait until none of it runs."""
    with ExitStack() as opened:
        running = [descriptor for one in family(process) if (descriptor := _open_pidfd(one, opened)) is not None]
        for descriptor in running:
            with suppress(ProcessLookupError):  # it ended by itself, as its parent was gone
                signal.pidfd_send_signal(descriptor, signal.SIGKILL)
        for descriptor in running:  # readable once its process has ended
            assert select.select([descriptor], [], [], seconds)[0], "a process that was killed still runs"


def _open_pidfd(process: int, opened: ExitStack) -> int | None:
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return None
    opened.callback(os.close, descriptor)
    return descriptor
