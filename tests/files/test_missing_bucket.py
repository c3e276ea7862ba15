"""A bucket that is not there: one line on the command line, and a storage that does not answer to everybody else."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.application import client_for
from tests.pictures import png
from tests.shop import Credentials
from web.settings import ROOT, Settings

ANSWER = (
    b'<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchBucket</Code>'
    b"<Message>The specified bucket does not exist</Message><BucketName>nowhere</BucketName></Error>"
)


class NoBuckets(BaseHTTPRequestHandler):
    """S3 without a single bucket, as Amazon's words it. (The server of the other tests makes what it is asked for.)"""

    protocol_version = "HTTP/1.1"

    def handle_any(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        self.send_response(404)
        self.send_header("content-type", "application/xml")
        self.send_header("content-length", str(len(ANSWER)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(ANSWER)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = handle_any

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def no_bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), NoBuckets)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"):
        monkeypatch.setenv(name, "x")
    yield "s3://nowhere/packshot"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("words", ["serve --port 0", "demo", "doctor", "sweep"])
def test_a_command_says_in_one_line_that_there_is_no_such_bucket(no_bucket: str, tmp_path: Path, words: str) -> None:
    environ = {**os.environ, "PACKSHOT_STORAGE_URL": no_bucket, "PACKSHOT_VAR": str(tmp_path)}
    command = [sys.executable, "-m", "web.cli.main", *words.split()]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (1, "Error: there is no such bucket\n")


def test_while_it_is_gone_an_upload_is_told_to_come_again(
    settings: Settings, credentials: Credentials, no_bucket: str
) -> None:
    with client_for(replace(settings, storage_url=no_bucket)) as client:
        headers = {"Authorization": f"Token {credentials['ann']['token']['key']}"}
        response = client.post("/api/products/8/images", headers=headers, files={"image": ("a.png", png())})
        assert (response.status_code, "retry-after" in response.headers) == (503, True)
        assert client.get("/readyz").json()["storage"] == "unreachable"
