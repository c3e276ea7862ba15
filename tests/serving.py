"""`packshot serve` in a process of its own, to be looked at and killed from outside."""

import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec

from tests import processes
from tests.servers import free_port
from tests.waiting import wait_until
from web.settings import ROOT, Settings

PATIENCE = 180  # seconds: on a busy machine a server takes a minute to start
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody; to read whom to trust takes longer than most requests


class Server(msgspec.Struct, frozen=True):
    base: str
    process: int

    def kill(self) -> None:
        """By SIGKILL, all at once: what supervises, what answers and what decodes."""
        processes.kill(self.process)


def client_of(base: str) -> httpx.Client:
    """For plain HTTP."""
    return httpx.Client(base_url=base, timeout=PATIENCE, verify=NO_TLS)


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
    command = [sys.executable, "-m", "web.cli.main", "serve", "--port", str(port), *words]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, env=environ_of(settings, var), stdout=nowhere, stderr=nowhere) as process:
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        try:
            await_answer(server.base, process)
            yield server
        finally:
            process.terminate()


def await_answer(base: str, process: "subprocess.Popen[Any]") -> httpx.Response:
    """That of /healthz, once the server is there."""

    def answer() -> httpx.Response | None:
        assert process.poll() is None, "the server ended before it answered"
        try:
            return client.get("/healthz")
        except httpx.TransportError:
            return None

    with client_of(base) as client:
        return wait_until(answer, f"an answer of {base}", PATIENCE)
