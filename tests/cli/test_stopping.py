"""A server that is told to stop does, also while pages listen to it without end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.shop import PASSWORD, furnish, settings_in


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/healthz").is_success
    except httpx.ConnectError:
        return False


def test_an_open_page_does_not_keep_the_server_from_stopping(tmp_path: Path) -> None:
    furnish(settings_in(tmp_path))
    environ = {**os.environ, "PACKSHOT_VAR": str(tmp_path)}
    command = [sys.executable, "-m", "web.cli", "serve", "--port", "0", "--json"]
    server = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = httpx.Response(200, text=server.stdout.readline()).json()["address"]
        with httpx.Client(base_url=address, timeout=10) as client:
            until = time.monotonic() + 20
            while not _answers(client):
                assert time.monotonic() < until
                time.sleep(0.05)
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
