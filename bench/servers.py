"""The servers under load: Packshot, and Litestar answering a constant, each a process pinned to one core."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER_CORE, LOAD_CORE = 0, 1


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def pinned(core: int) -> list[str]:
    """A prefix that keeps a command on one core, where the machine has the tool and the cores."""
    return ["taskset", "-c", str(core)] if (os.cpu_count() or 1) > 1 and Path("/usr/bin/taskset").exists() else []


@contextmanager
def serving(application: str, environ: dict[str, str], workers: int = 1, cores: bool = True) -> Iterator[str]:
    """`application` is what uvicorn's factory option takes. Yields the base address.

    One worker is kept to one core, unless `cores` says that it may have all, as its decoding does.
    """
    port = free_port()
    command = [
        *(pinned(SERVER_CORE) if workers == 1 and cores else ()),
        sys.executable, "-m", "uvicorn", application, "--factory", "--host", "127.0.0.1",
        "--port", str(port), "--log-level", "warning", "--no-access-log",
        "--workers", str(workers),
    ]  # fmt: skip
    process = subprocess.Popen(command, env={**os.environ, **environ})
    try:
        _wait(f"http://127.0.0.1:{port}/healthz", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise SystemExit(f"the server ended with status {process.returncode}")
        try:
            urllib.request.urlopen(url, timeout=1).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not answer within 30 seconds")
