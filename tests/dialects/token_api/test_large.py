"""Large files and bodies, over a real connection: up to the limit they are taken, beyond it nothing is kept."""

import json
import select
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from msgspec.structs import replace

from tests.dialects.token_api.client import BOUNDARY, LAMP, multipart
from tests.needs import need
from tests.pictures import jpeg
from web.settings import Settings

MIB = 2**20
FILE = "The file is larger than the limit of 1.0 MB."
BODY = "The request body is larger than the limit of 1.4 MB."
ALT = 'name="alt_text"'
IMAGE = 'name="image"; filename="a.jpg"'


@pytest.fixture(scope="module")
def server_settings(server_settings: Settings) -> Settings:
    """A shop that takes pictures of a mebibyte at most, and bodies of a third and 64 KiB more."""
    return replace(server_settings, max_upload_bytes=MIB)


@pytest.fixture(autouse=True)
def no_images_left(server: str, staff: dict[str, str]) -> Iterator[None]:
    yield
    for image in listed(server, staff):
        requests.delete(f"{server}{LAMP}/{image}", headers=staff, timeout=20)


def listed(server: str, staff: dict[str, str]) -> list[int]:
    response = requests.get(server + LAMP, headers=staff, timeout=20)
    return [image["id"] for image in response.json()["results"]]


def stored_files(server_settings: Settings) -> set[Path]:
    return {path for path in Path(server_settings.storage_url.removeprefix("file://")).rglob("*") if path.is_file()}


def picture(size: int) -> bytes:
    return jpeg().ljust(size, b"\0")


class Curl:
    """Uploads a picture of so many bytes as a person at a terminal does."""

    def __init__(self, server: str, staff: dict[str, str], folder: Path) -> None:
        self.line = ["curl", "-s", "-w", "\n%{http_code}", "-H", f"Authorization: {staff['Authorization']}"]
        self.address = server + LAMP
        self.file = folder / "a.jpg"

    def __call__(self, size: int, *words: str) -> tuple[int, dict[str, object]]:
        self.file.write_bytes(picture(size))
        line = [*self.line, "-F", f"image=@{self.file}", *words, self.address]
        done = subprocess.run(line, capture_output=True, check=True, timeout=60)
        body, _, status = done.stdout.rpartition(b"\n")
        return int(status), json.loads(body)


@pytest.fixture
def curl(server: str, staff: dict[str, str], tmp_path: Path) -> Curl:
    need(shutil.which("curl"), "curl")
    return Curl(server, staff, tmp_path)


WAYS = {
    "with a length": ("-H", "Expect:"),
    "chunked": ("-H", "Transfer-Encoding: chunked", "-H", "Expect:"),
    "asking first": ("-H", "Expect: 100-continue"),
    "chunked, asking first": ("-H", "Transfer-Encoding: chunked", "-H", "Expect: 100-continue"),
}


@pytest.mark.parametrize("way", WAYS)
def test_token_40_exactly_the_limit_is_taken_in_every_way_of_sending(curl: Curl, way: str) -> None:
    status, image = curl(MIB, *WAYS[way])
    assert (status, image["size"], image["human_readable_size"]) == (201, MIB, "1.0 MB")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("size", "detail"), [(MIB + 1, FILE), (64 * MIB, None)])
def test_token_39_beyond_it_nothing_is_in_any(
    curl: Curl, server: str, staff: dict[str, str], server_settings: Settings, way: str, size: int, detail: str | None
) -> None:
    """A body with a length is refused by that alone; one in chunks when the file in it has grown too large."""
    before = stored_files(server_settings)
    status, response_body = curl(size, *WAYS[way])
    assert (status, response_body) == (413, {"detail": detail or (FILE if "chunked" in way else BODY)})
    assert listed(server, staff) == []
    assert stored_files(server_settings) == before


@pytest.mark.parametrize("method", ["POST", "PATCH"])
@pytest.mark.parametrize(("size", "status"), [(MIB, 0), (MIB + 1, 413), (16 * MIB, 413)])
def test_token_39_40_requests_is_told_too(
    server: str, staff: dict[str, str], server_settings: Settings, method: str, size: int, status: int
) -> None:
    """It sends the whole body, whatever it is told meanwhile, and then uses the connection again."""
    with requests.Session() as session:
        session.headers.update(staff)
        created = session.post(server + LAMP, files={"image": ("a.jpg", jpeg())}, timeout=20).json()
        before = stored_files(server_settings)
        path = LAMP if method == "POST" else f"{LAMP}/{created['id']}"
        response = session.request(method, server + path, files={"image": ("a.jpg", picture(size))}, timeout=20)
        if status:
            assert (response.status_code, list(response.json())) == (413, ["detail"])
            assert "is larger than the limit of " in response.json()["detail"]
            assert response.headers["allow"]
            assert session.get(server + LAMP, timeout=20).json()["results"] == [created]
            assert stored_files(server_settings) == before
        else:
            assert response.status_code == (201 if method == "POST" else 200)
            assert response.json()["size"] == size


@pytest.mark.parametrize("content_type", ["application/json", "application/x-www-form-urlencoded"])
def test_token_39_a_body_of_another_kind_has_the_same_limit(
    server: str, staff: dict[str, str], content_type: str
) -> None:
    headers = {**staff, "Content-Type": content_type}
    for body in (bytes(2 * MIB), iter([bytes(MIB)] * 2)):
        response = requests.post(server + LAMP, data=body, headers=headers, timeout=20)
        assert (response.status_code, response.json()) == (413, {"detail": BODY})


def head_of_upload(staff: dict[str, str], *more: str) -> bytes:
    lines = [
        f"POST {LAMP} HTTP/1.1",
        "Host: shop",
        f"Authorization: {staff['Authorization']}",
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}",
        *more,
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def connected(server: str) -> socket.socket:
    to = urlsplit(server)
    return socket.create_connection((to.hostname, to.port), timeout=20)


@pytest.mark.parametrize("more", [("Expect: 100-continue",), ()])
def test_token_39_what_is_announced_too_large_is_refused_before_it_is_sent(
    server: str, staff: dict[str, str], more: tuple[str, ...]
) -> None:
    """The server never says that it wants the rest."""
    with connected(server) as connection:
        connection.sendall(head_of_upload(staff, "Content-Length: 1000000000", *more))
        response = connection.recv(65536).decode()
    assert response.startswith("HTTP/1.1 413 ")
    assert f'{{"detail":"{BODY}"}}' in response


def test_who_asks_and_may_send_is_told_to_go_on(server: str, staff: dict[str, str]) -> None:
    body = multipart([(IMAGE, picture(MIB))])
    with connected(server) as connection:
        connection.sendall(head_of_upload(staff, f"Content-Length: {len(body)}", "Expect: 100-continue"))
        assert connection.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(body)
        assert connection.recv(65536).startswith(b"HTTP/1.1 201 ")


@pytest.mark.parametrize(("path", "key", "status"), [(LAMP, "Token wrong", 401), ("/api/products/9/images", None, 404)])
def test_who_asks_and_is_refused_sends_nothing(
    server: str, staff: dict[str, str], path: str, key: str | None, status: int
) -> None:
    head = head_of_upload({"Authorization": key} if key else staff, "Content-Length: 1000", "Expect: 100-continue")
    with connected(server) as connection:
        connection.sendall(head.replace(LAMP.encode(), path.encode()))
        assert connection.recv(65536).startswith(f"HTTP/1.1 {status} ".encode())


@pytest.mark.parametrize(("start", "detail"), [(IMAGE, FILE), (ALT, BODY)])
def test_token_39_what_grows_too_large_is_refused_before_its_end(
    server: str, staff: dict[str, str], server_settings: Settings, start: str, detail: str
) -> None:
    """Chunks without end: whoever would go on sending is answered."""
    before = stored_files(server_settings)
    begin = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {start}\r\n\r\n".encode()
    with connected(server) as connection:
        connection.sendall(head_of_upload(staff, "Transfer-Encoding: chunked"))
        sent, chunk = 0, begin
        while sent < 2**28 and not select.select([connection], [], [], 0)[0]:
            connection.sendall(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
            sent, chunk = sent + len(chunk), bytes(MIB // 8)
        response = connection.recv(65536).decode()
    assert sent < 2**28
    assert response.startswith("HTTP/1.1 413 ")
    assert f'{{"detail":"{detail}"}}' in response
    assert listed(server, staff) == []
    assert stored_files(server_settings) == before
