"""What a connection may ask of the server: heads within limits, one host, and no wait without an end."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from tests.pictures import jpeg
from tests.server_process import Server, client_of, memory, server_process
from tests.shop import PASSWORD, Credentials, copy_shop
from tests.slow.neighbours import neighbours_are_answered
from tests.slow.raw_connections import (
    HEALTH,
    LAST,
    connect,
    exchange,
    picture_form,
    read_all,
    send_all,
    spree_upload,
    status,
)
from tests.waiting import wait_until

HEAD, STALL = 1, 2  # seconds
LIMITS = f"head_seconds={HEAD} stall_seconds={STALL}"
MUCH = [b"a" * 65536] * 1000  # 62 MiB
CHUNKED = b"POST /admin/login HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n"
LIST = "/api/v1/products/28/images"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("connections")


@pytest.fixture(scope="module")
def server(filled_shop: tuple[Path, Credentials], folder: Path) -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PACKSHOT_CONNECTIONS", LIMITS)
        with server_process(copy_shop(filled_shop, folder), folder) as server:
            yield server


@pytest.fixture
def token(credentials: Credentials) -> str:
    return str(credentials["ann"]["spree"]["token"])


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (b"GET /", 414),
        (HEALTH + b"X: ", 431),
        (HEALTH + b"X", 431),
        (CHUNKED + b"0\r\nX: ", 431),
        (CHUNKED + b"1;", 431),
    ],
    ids=["address", "header", "name", "trailer", "chunk extension"],
)
def test_what_has_no_end_is_refused_and_takes_no_memory(server: Server, start: bytes, expected: int) -> None:
    before = memory(server.process)
    assert status(exchange(server.base, start, *MUCH)) in (expected, 403)  # 403: the form was refused before
    assert memory(server.process) - before < 16 * 2**20


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"GET /healthz?" + b"a" * 16_000 + b" HTTP/1.1\r\nHost: shop\r\n", 200),
        (b"GET /healthz?" + b"a" * 17_000 + b" HTTP/1.1\r\nHost: shop\r\n", 414),
        (HEALTH + b"X: " + b"a" * 64_000 + b"\r\n", 200),
        (HEALTH + b"X: " + b"a" * 66_000 + b"\r\n", 431),
        (HEALTH + b"X: a\r\n" * 100, 200),
        (HEALTH + b"X: a\r\n" * 300, 431),
    ],
)
def test_heads_have_a_size(server: Server, head: bytes, expected: int) -> None:
    assert status(exchange(server.base, head + LAST)) == expected
    with connect(server.base) as connection:  # and in pieces
        send_all(connection, [head[start : start + 5000] for start in range(0, len(head), 5000)], 0.001)
        send_all(connection, [LAST])
        assert status(read_all(connection)) == expected


@pytest.mark.parametrize(
    ("version", "hosts", "expected"),
    [
        ("1.1", ["shop"], 200),
        ("1.1", ["shop.example:8000"], 200),
        ("1.1", ["[::1]:8000"], 200),
        ("1.0", [], 200),
        ("1.1", [], 400),
        ("1.1", [""], 400),
        ("1.1", ["shop", "shop"], 400),
        ("1.0", ["shop", "other"], 400),
        *[("1.1", [host], 400) for host in ("a/b", "a b", "a@b", "a?b", "a#b", "a\\b", "<a>", "a,b", "a:b", "[a", "é")],
    ],
)
@pytest.mark.parametrize("path", ["/healthz", "/static/nothing"])
def test_a_request_has_one_host(server: Server, path: str, version: str, hosts: list[str], expected: int) -> None:
    lines = [f"GET {path} HTTP/{version}", *(f"Host: {host}" for host in hosts), "Connection: close", "", ""]
    answer = exchange(server.base, "\r\n".join(lines).encode())
    assert status(answer) == (expected if path == "/healthz" or expected == 400 else 404)
    assert expected == 200 or b"content-type: text/plain" in answer


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x00hello\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"CONNECT shop:443 HTTP/1.1\r\nHost: shop\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: shop\r\n\r\n",
        b"GET /\xe9 HTTP/1.1\r\nHost: shop\r\n\r\n",
        HEALTH + b"X: a\r\n folded\r\n\r\n",
        CHUNKED[:-2] + b"Content-Length: 5\r\n\r\n0\r\n\r\n",
        CHUNKED.replace(b"chunked", b"xchunked"),
        CHUNKED + b"ffffffffffffffffff\r\n",
    ],
)
def test_what_is_no_http_is_refused(server: Server, sent: bytes) -> None:
    assert status(exchange(server.base, sent)) in (400, 403)  # 403: a form whose end was still to come


def test_a_trailer_is_no_header(server: Server, token: str) -> None:
    """Refused as it came without a token, whatever follows."""
    start = CHUNKED.replace(b"/admin/login", LIST.encode())
    answer = exchange(
        server.base, start, b"1\r\na\r\n0\r\nX-Spree-Token: " + token.encode() + b"\r\n\r\n", HEALTH + LAST
    )
    assert status(answer) == 401


@pytest.mark.parametrize("start", [b"", b"\r\n", b"GET", HEALTH, HEALTH + b"\r\n" + HEALTH])
def test_a_head_that_does_not_come_ends(server: Server, start: bytes, token: str) -> None:
    """Also hundreds of them, while everybody else is answered."""
    connections = [connect(server.base) for _ in range(150)]
    begun = time.monotonic()
    with neighbours_are_answered(server.base, LIST, {"X-Spree-Token": token}):
        for connection in connections:
            connection.sendall(start)
        answers = {status(read_all(connection)) for connection in connections}
    assert answers <= {0, 200, 408}
    assert time.monotonic() - begun < HEAD + 3
    for connection in connections:
        connection.close()


def test_a_head_that_drips_ends(server: Server) -> None:
    begun = time.monotonic()
    with connect(server.base) as connection, ThreadPoolExecutor(1) as thread:
        thread.submit(send_all, connection, [HEALTH + b"X: ", *[b"a"] * 40], 0.05)
        assert status(read_all(connection)) == 408
    assert time.monotonic() - begun < HEAD + 3


@pytest.mark.parametrize("more", [b"", b"\r\n", HEALTH])
def test_what_is_sent_ahead_of_an_answer_does_not_end_it(server: Server, more: bytes) -> None:
    with client_of(server.base) as client:
        client.get("/admin/login")
        form = {"_csrf_token": client.cookies["packshot_form"], "name": "ann", "password": PASSWORD}
        assert client.post("/admin/login", data=form).status_code == 303
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    with connect(server.base) as connection:
        events = f"GET /admin/products/8/events HTTP/1.1\r\nHost: shop\r\nCookie: {cookies}\r\n\r\n"
        connection.sendall(events.encode() + more)
        assert status(connection.recv(65536)) == 200
        time.sleep(HEAD + 1)
        connection.settimeout(0.2)
        with suppress(TimeoutError):  # nothing happens in that gallery
            while True:
                assert connection.recv(65536) != b"", "it was ended"


@pytest.mark.parametrize("drips", [0, 60], ids=["stalls", "crawls"])
def test_an_upload_that_hardly_goes_on_ends_and_leaves_nothing(
    server: Server, folder: Path, token: str, drips: int
) -> None:
    def left() -> list[Path]:
        return [path for path in (folder / "temporary").rglob("packshot-*") if path.is_file()]

    begun = time.monotonic()
    with connect(server.base) as connection, ThreadPoolExecutor(1) as thread:
        send_all(connection, [spree_upload(token, 10**6), picture_form(b"a" * 300_000)[:-9]])
        wait_until(left, "a file that is being received", 5)
        thread.submit(send_all, connection, [b"a" * 50] * drips, 0.1)
        assert status(read_all(connection)) == 408
    assert time.monotonic() - begun < 2 * STALL + 3
    wait_until(lambda: not left(), "its temporary file to be gone", 5)


def test_a_slow_line_uploads(server: Server, token: str) -> None:
    """For longer than twice the time in which it must have gone on."""
    form = picture_form(jpeg() + b"\0" * 20_000)
    with connect(server.base) as connection:
        send_all(connection, [spree_upload(token, len(form))])
        send_all(connection, [form[start : start + 400] for start in range(0, len(form), 400)], 0.1)
        assert status(read_all(connection)) == 201


def test_what_follows_a_refusal_is_not_read_for_ever(server: Server) -> None:
    begun = time.monotonic()
    with connect(server.base) as connection:
        send_all(connection, [spree_upload("none", 10**9), *[b"a" * 10_000] * 100], 0.1)
        assert status(read_all(connection)) == 401
    assert time.monotonic() - begun < STALL + 3


def test_a_response_that_nobody_reads_ends(server: Server, token: str) -> None:
    request = b"GET /openapi.json HTTP/1.1\r\nHost: shop\r\n\r\n"
    once = len(exchange(server.base, request.replace(b"\r\n\r\n", b"\r\n" + LAST)))
    with connect(server.base, receive_buffer=4096) as connection:
        connection.sendall(request * 60)
        with neighbours_are_answered(server.base, LIST, {"X-Spree-Token": token}):
            time.sleep(2 * STALL + 1.5)
        assert len(read_all(connection)) < 59 * once


def test_a_client_that_reads_slowly_is_let_read(server: Server) -> None:
    """For longer than the time in which one that does not is ended."""
    request = b"GET /openapi.json HTTP/1.1\r\nHost: shop\r\n"
    once = len(exchange(server.base, request + LAST))
    with connect(server.base, receive_buffer=4096) as connection:
        connection.sendall((request + b"\r\n") * 40 + request + LAST)
        got, begun = 0, time.monotonic()
        while time.monotonic() - begun < 2 * STALL + 2:
            got += len(connection.recv(1024))
            time.sleep(0.1)
        assert got + len(read_all(connection)) > 40 * once
