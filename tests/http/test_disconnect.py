"""Clients that hang up in the middle of a request: nothing is kept, nobody is answered, and no failure is logged."""

import logging
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import requests

from tests.admin.conftest import Visitor
from tests.dialects.magento.client import authorization
from tests.listening import listening
from tests.pictures import jpeg
from tests.shop import Credentials, copy_shop, settings_in
from tests.waiting import wait_until
from web.http.connection import ClientDisconnected, detect_disconnects

FORM = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n\r\n'
LABEL = b'--x\r\nContent-Disposition: form-data; name="alt_text"\r\n\r\n'
UPLOADS = {
    "/api/v1/products/8/images": (FORM, PART.replace(b"image", b"image[attachment]") + jpeg()),
    "/api/v2/products/8/images.json": ("application/json", b'{"image_file": "'),
    "/api/products/8/images": (FORM, PART + jpeg() * 1000),
    "/api/products/8/images/": (FORM, LABEL + b"front"),
    "/api/rest/products/8/images": ("application/json", b'{"file_content": "'),
    "/api/products/8/images.json": ("application/json", b'{"image": '),
    "/admin/products/8/images": (FORM, PART + jpeg()),
    "/admin/products/8/files": (FORM, PART + jpeg()),
    "/admin/login": ("application/x-www-form-urlencoded", b"name=ann"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("leaving")


@pytest.fixture(scope="module")
def server(filled_shop: tuple[Path, Credentials], folder: Path) -> Iterator[str]:
    with listening(copy_shop(filled_shop, folder)) as address:
        yield address


@pytest.fixture(scope="module")
def temporary(folder: Path) -> Path:
    """The folder of temporary files."""
    return settings_in(folder).temp_dir


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Log records, also of the server's own logger, which does not propagate."""
    server = logging.getLogger("uvicorn")
    server.addHandler(caplog.handler)
    yield caplog
    server.removeHandler(caplog.handler)


def responses_by_status(server: str) -> dict[str, int]:
    """Requests that were answered, by status."""
    found: dict[str, int] = {}
    for status, number in re.findall(
        r'packshot_requests_total\{method="POST",part="[^"]*",status="(\d+)"[^}]*\} (\d+)',
        requests.get(f"{server}/metrics", timeout=20).text,
    ):
        found[status] = found.get(status, 0) + int(number)
    return found


def credential(address: str, credentials: Credentials) -> str:
    ann, path = credentials["ann"], urlsplit(address).path
    if path.startswith("/api/v1/"):
        return f"X-Spree-Token: {ann['spree']['token']}"
    if path.startswith("/api/v2/"):
        return f"X-Auth-Token: {ann['bigcommerce']['access_token']}"
    if path.startswith("/api/rest/"):
        return f"Authorization: {authorization(ann['magento'], 'POST', address)}"
    if path.startswith("/admin"):
        return f"Cookie: {cookies(address.removesuffix(path))}"
    if path.endswith(".json"):
        return f"Authorization: Bearer {ann['spiffy']['access_token']}"
    return f"Authorization: Token {ann['token']['key']}"


def cookies(server: str) -> str:
    """Ann's, once she has signed in."""
    with httpx.Client(base_url=server) as browser:
        assert Visitor(browser).sign_in().status_code == 303  # type: ignore[arg-type]
        return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


def hang_up(address: str, start: bytes, *headers: str) -> None:
    """Send the start of a body once somebody waits for it, and hang up."""
    to = urlsplit(address)
    lines = [f"POST {to.path} HTTP/1.1", f"Host: {to.netloc}", "Expect: 100-continue", *headers]
    with socket.create_connection((to.hostname, to.port), timeout=20) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        assert connection.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(start)


@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile")  # the framework's, in the admin
@pytest.mark.parametrize("length", ["Content-Length: 1000000", "Transfer-Encoding: chunked"])
@pytest.mark.parametrize("path", UPLOADS)
def test_who_leaves_in_the_middle_of_an_upload_is_no_failure(
    server: str,
    credentials: Credentials,
    temporary: Path,
    logged: pytest.LogCaptureFixture,
    path: str,
    length: str,
) -> None:
    content_type, start = UPLOADS[path]
    if path == "/admin/login":  # whose forms are small, or refused before anybody waits for them
        length = length.replace("1000000", "2000")
    if "chunked" in length:
        start = f"{len(start):x}\r\n".encode() + start + b"\r\n"
    who = credential(server + path, credentials)
    before = responses_by_status(server)
    hang_up(server + path, start, length, f"Content-Type: {content_type}", who)
    wait_until(lambda: responses_by_status(server) != before, "the request to be counted")
    assert responses_by_status(server) == {**before, "499": before.get("499", 0) + 1}
    assert [record.getMessage() for record in logged.records if record.levelno >= logging.WARNING] == []
    assert [path for path in temporary.rglob("packshot-*") if path.is_file()] == []


def test_of_all_that_nothing_was_kept(server: str, credentials: Credentials) -> None:
    key = {"Authorization": f"Token {credentials['ann']['token']['key']}"}
    assert requests.get(f"{server}/api/products/8/images", headers=key, timeout=20).json()["count"] == 0


class Connection:
    """An ASGI connection: these messages, and then the client's disconnect."""

    def __init__(self, *messages: dict[str, Any]) -> None:
        self.messages = list(messages)
        self.sent: list[Any] = []

    async def receive(self) -> Any:
        return self.messages.pop(0) if self.messages else {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.sent.append(message)


HALF = {"type": "http.request", "body": b"x", "more_body": True}
REST = {"type": "http.request", "body": b"x"}


async def messages_received(connection: Connection, answers_after: int | None = None) -> list[str]:
    """The kinds of messages that an application is told of, which waits for the end of the connection."""
    types: list[str] = []

    async def application(_: Any, receive: Any, send: Any) -> None:
        while not types or types[-1] != "http.disconnect":
            if len(types) == answers_after:
                await send({"type": "http.response.start", "status": 200, "headers": []})
            types.append((await receive())["type"])

    scope: Any = {"type": "http"}
    await detect_disconnects(application)(scope, connection.receive, connection.send)
    return types


@pytest.mark.anyio
@pytest.mark.parametrize("messages", [(), (HALF,), (HALF, HALF)])
async def test_an_unfinished_request_ends_with_its_client(messages: tuple[dict[str, Any], ...]) -> None:
    with pytest.raises(ClientDisconnected):
        await messages_received(Connection(*messages))


@pytest.mark.anyio
@pytest.mark.parametrize("messages", [(REST,), (HALF, REST)])
async def test_who_leaves_after_the_whole_request_is_answered_in_vain(messages: tuple[dict[str, Any], ...]) -> None:
    assert await messages_received(Connection(*messages)) == ["http.request"] * len(messages) + ["http.disconnect"]


@pytest.mark.anyio
async def test_an_answer_that_began_learns_by_itself_that_nobody_listens() -> None:
    assert await messages_received(Connection(HALF), answers_after=0) == ["http.request", "http.disconnect"]
    assert await messages_received(Connection(HALF), answers_after=1) == ["http.request", "http.disconnect"]
