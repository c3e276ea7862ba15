"""A server with little time to stop, and connections that would keep it from stopping."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.server_process import client_of, environ_of, kill_family, wait_for_healthz
from tests.servers import free_port
from tests.shop import PASSWORD
from tests.slow.raw_connections import HEALTH, connect, send_all, spree_upload
from web.settings import ROOT, Settings

STOP = 3  # seconds

Serving = tuple[str, "subprocess.Popen[bytes]"]


@contextmanager
def served(settings: Settings, var: Path, workers: int) -> Iterator[Serving]:
    """Address and process of a server, of which nothing survives."""
    port = free_port()
    command = [sys.executable, "-m", "web.cli.main", "serve", "--port", str(port), "--workers", str(workers)]
    environ = environ_of(settings, var) | {"PACKSHOT_CONNECTIONS": f"stop_seconds={STOP}"}
    with subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.PIPE, process_group=0) as process:
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for_healthz(base, process)
            yield base, process
        finally:
            if process.poll() is None:
                kill_family(process.pid)


def upload_begun(base: str, token: str, form: bytes) -> socket.socket:
    """An upload of which somebody reads the first half."""
    connection = connect(base)
    send_all(connection, [spree_upload(token, len(form)).replace(b"Connection: close", b"Expect: 100-continue")])
    assert connection.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
    connection.sendall(form[: len(form) // 2])
    return connection


def leave_open(base: str, opened: ExitStack) -> None:
    """Connections that never end by themselves: silent, half-sent, kept alive, and listening to events."""
    for start in (b"", HEALTH, HEALTH + b"\r\n", HEALTH + b"\r\n" + HEALTH):
        connection = opened.enter_context(connect(base))
        connection.sendall(start)
    client = opened.enter_context(client_of(base))
    client.get("/admin/login")
    form = {"_csrf_token": client.cookies["packshot_form"], "name": "ann", "password": PASSWORD}
    assert client.post("/admin/login", data=form).status_code == 303
    stream = opened.enter_context(client.stream("GET", "/admin/products/8/events"))
    assert stream.status_code == 200
