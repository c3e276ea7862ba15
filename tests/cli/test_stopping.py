"""A server that is told to stop does, also while pages listen to it without end."""

import signal
import subprocess
import sys
from pathlib import Path

import httpx

from tests.server_process import client_of, environ_of, wait_for_healthz
from tests.shop import PASSWORD
from web.settings import Settings


def test_an_open_page_does_not_keep_the_server_from_stopping(settings: Settings, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "web.cli.main", "serve", "--port", "0", "--json"]
    server = subprocess.Popen(command, env=environ_of(settings, tmp_path), stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = httpx.Response(200, text=server.stdout.readline()).json()["address"]
        with client_of(address) as client:
            wait_for_healthz(address, server)
            client.get("/admin/login")
            token = client.cookies["packshot_form"]
            client.post("/admin/login", data={"_csrf_token": token, "name": "ann", "password": PASSWORD})
            with client.stream("GET", "/admin/products/8/events") as stream:
                lines = stream.iter_lines()
                while "event: revision" not in next(lines):
                    pass
                server.send_signal(signal.SIGTERM)
                list(lines)
        assert server.wait(10) in (0, -signal.SIGTERM)
    finally:
        server.kill()
        server.communicate()
