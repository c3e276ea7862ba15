"""Addresses: whose they are, what they refuse, their headers, and the pictures they lead to."""

import select
import socket
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from litestar.testing import TestClient
from msgspec.structs import replace

from tests.dialects.token_api.asking import BOUNDARY, LAMP, Api
from tests.pictures import avif, jpeg, png
from tests.shop import Credentials
from web.app import create_app
from web.dialects.token_api import TOKEN_API, opens
from web.dialects.token_api.wire import human_readable, timestamp
from web.settings import Settings
from web.storage.errors import StorageUnavailable
from web.storage.files import FileStore

COLLECTION, MEMBER = "GET, POST, HEAD", "GET, PATCH, DELETE, HEAD"


@pytest.mark.parametrize(
    ("path", "inner"),
    [
        ("/api/products/123/images", "/products/123/images"),
        ("/api/products/123/images/7/", "/products/123/images/7/"),
        ("/api/products/a.b/images", "/products/a.b/images"),
        ("/api/products/123/images.json", None),
        ("/api/products/123/images/7.json", None),
        ("/api/products/123/images/7.json/", None),
        ("/api/v1/products/123/images", None),
        ("/api/rest/products/123/images", None),
        ("/products/123/images", None),
    ],
)
def test_what_ends_in_json_is_somebody_elses(path: str, inner: str | None) -> None:
    assert opens(path) == inner


@pytest.mark.parametrize("product", ["abc", "lamp", "-1", "1.5", "１２３", "%20123", "123x", "1e2"])
def test_a_product_goes_by_its_number_and_nothing_else(api: Api, product: str) -> None:
    """Case 34."""
    answer = api.ask("GET", f"/api/products/{product}/images")
    assert (answer.status_code, answer.json()) == (404, {"detail": "Not found."})


@pytest.mark.parametrize("product", ["9", "0", "5595", "9" * 30, "9" * 5000])
def test_a_number_that_no_product_has_is_not_found(api: Api, product: str) -> None:
    """Case 33."""
    answer = api.ask("GET", f"/api/products/{product}/images")
    assert (answer.status_code, answer.json()) == (404, {"detail": "No Product matches the given query."})


@pytest.mark.parametrize(
    ("image", "status"), [("abc", 404), ("1.5", 404), ("0", 404), ("9" * 40, 404), ("00{id}", 200)]
)
def test_an_image_goes_by_its_number(api: Api, image: str, status: int) -> None:
    number = api.made()["id"]
    assert api.ask("GET", f"{LAMP}/{image.format(id=number)}").status_code == status


@pytest.mark.parametrize("path", ["/api/products/123", "/api/products/123/images/1/2", "/api/products/", LAMP + "/1/x"])
def test_unknown_addresses_are_not_found(api: Api, path: str) -> None:
    answer = api.ask("GET", path)
    assert (answer.status_code, answer.json()) == (404, {"detail": "Not found."})
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_of_the_collection_are_not_allowed(api: Api, method: str) -> None:
    """Case 41."""
    answer = api.ask(method)
    assert (answer.status_code, answer.json()) == (405, {"detail": f'Method "{method}" not allowed.'})
    assert answer.headers["allow"] == COLLECTION


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS"])
def test_other_methods_of_an_image_are_not_allowed(api: Api, method: str) -> None:
    answer = api.ask(method, f"{LAMP}/1")
    assert (answer.status_code, answer.json()) == (405, {"detail": f'Method "{method}" not allowed.'})
    assert answer.headers["allow"] == MEMBER


def test_every_answer_says_what_is_allowed_and_is_plain_json(api: Api) -> None:
    number = api.made()["id"]
    member = f"{LAMP}/{number}"
    answers = [
        (COLLECTION, api.ask("GET")),
        (COLLECTION, api.upload()),
        (COLLECTION, api.upload(picture=b"x")),
        (COLLECTION, api.ask("GET", who="cus")),
        (COLLECTION, api.client.get(LAMP)),
        (COLLECTION, api.ask("GET", "/api/products/9/images")),
        (MEMBER, api.ask("GET", member)),
        (MEMBER, api.ask("PATCH", member, json={})),
        (MEMBER, api.ask("GET", f"{LAMP}/999")),
    ]
    for allowed, answer in answers:
        assert answer.headers["allow"] == allowed
        assert answer.headers["content-type"] == "application/json"
    deleted = api.ask("DELETE", member)
    assert deleted.headers["allow"] == MEMBER


@pytest.mark.parametrize(("picture", "name"), [(jpeg(), "фото 1.jpg"), (png(), "a.png"), (avif(), "a.avif")])
def test_f_is_a_whole_address_that_answers_with_the_very_file(api: Api, picture: bytes, name: str) -> None:
    """Case 10."""
    address = api.made(picture=picture, name=name)["f"]
    assert address.startswith("http://testserver.local/")
    answer = api.client.get(address)
    assert (answer.status_code, answer.content) == (200, picture)


def test_a_picture_of_a_number_that_none_has_is_not_found(api: Api) -> None:
    for number in ("999", "9" * 19, "9" * 40):
        assert api.client.get(f"/media/{number}/original/a.jpg").status_code == 404


def test_f_of_a_deleted_image_is_gone(api: Api) -> None:
    image = api.made()
    api.ask("DELETE", f"{LAMP}/{image['id']}")
    assert api.client.get(image["f"]).status_code == 410


def test_addresses_start_with_what_the_setting_says(settings: Settings, credentials: Credentials) -> None:
    settings = replace(settings, base_url="https://shop.example")
    with TestClient(create_app(settings)) as client:
        api = Api(client, credentials, settings)
        assert api.made()["f"].startswith("https://shop.example/media/")
        assert api.ask("GET", params={"limit": 1, "x": 1}).json()["next"] is None
        api.made()
        expected = f"https://shop.example{LAMP}?limit=1&offset=1"
        assert api.ask("GET", params={"limit": 1}).json()["next"] == expected


def test_a_head_is_a_get_without_its_body(server: str, credentials: Credentials) -> None:
    headers = {"Authorization": f"Token {credentials['sam']['token']['key']}"}
    with requests.Session() as session:
        got = session.get(server + LAMP, headers=headers, timeout=20)
        for _ in range(2):  # a body sent all the same would be taken for the next answer
            head = session.head(server + LAMP, headers=headers, timeout=20)
            assert (head.status_code, head.content) == (200, b"")
            assert head.headers["content-length"] == got.headers["content-length"]
        refused = session.head(server + LAMP, timeout=20)
        assert (refused.status_code, refused.content) == (401, b"")
        assert session.get(server + LAMP, headers=headers, timeout=20).json()["count"] == 0


def head_of_upload(credentials: Credentials, *more: str) -> bytes:
    lines = [
        f"POST {LAMP} HTTP/1.1",
        "Host: shop",
        f"Authorization: Token {credentials['sam']['token']['key']}",
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}",
        *more,
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def connected(server: str) -> socket.socket:
    to = urlsplit(server)
    return socket.create_connection((to.hostname, to.port), timeout=20)


def test_a_body_that_is_announced_too_large_is_refused_before_it_is_sent(server: str, credentials: Credentials) -> None:
    """Case 39, with `Expect: 100-continue` as curl sends it: the server never says that it wants the rest."""
    with connected(server) as connection:
        connection.sendall(head_of_upload(credentials, "Content-Length: 1000000000", "Expect: 100-continue"))
        answer = connection.recv(65536).decode()
    assert answer.startswith("HTTP/1.1 413 ")
    assert '{"detail":"The request body is larger than the limit of 33.4 MB."}' in answer


@pytest.mark.parametrize(
    ("start", "detail"),
    [
        (b'name="image"; filename="a.jpg"', "The file is larger than the limit of 25.0 MB."),
        (b'name="alt_text"', "The request body is larger than the limit of 33.4 MB."),
    ],
)
def test_a_body_that_grows_too_large_is_refused_before_its_end(
    server: str, credentials: Credentials, start: bytes, detail: str
) -> None:
    """Case 39, chunked: whoever would go on sending is answered."""
    begin = f"--{BOUNDARY}\r\nContent-Disposition: form-data; ".encode() + start + b"\r\n\r\n"
    with connected(server) as connection:
        connection.sendall(head_of_upload(credentials, "Transfer-Encoding: chunked"))
        sent, chunk = 0, begin
        while sent < 2**28 and not select.select([connection], [], [], 0)[0]:
            connection.sendall(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
            sent, chunk = sent + len(chunk), bytes(2**20)
        answer = connection.recv(65536).decode()
    assert sent < 2**28
    assert answer.startswith("HTTP/1.1 413 ")
    assert f'{{"detail":"{detail}"}}' in answer


def test_a_storage_that_does_not_answer_is_told_without_details(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: Any) -> None:
        raise StorageUnavailable("s3://secret-bucket: connection refused")

    monkeypatch.setattr(FileStore, "keep", fail)
    answer = api.upload()
    assert answer.status_code == 503
    assert answer.json() == {"detail": "Service temporarily unavailable, try again later."}


def test_what_nobody_foresaw_is_told_without_details(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(FileStore, "keep", fail)
    answer = api.upload()
    assert (answer.status_code, answer.json()) == (500, {"detail": "A server error occurred."})


def test_times_are_of_now_and_equal_at_first(api: Api) -> None:
    """Case 12."""
    image = api.made()
    assert image["created_at"] == image["updated_at"]
    assert image["created_at"].endswith("Z")
    assert datetime.now(UTC) - datetime.fromisoformat(image["created_at"]) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (631, "631 bytes"),
        (1023, "1023 bytes"),
        (1024, "1.0 KB"),
        (1536, "1.5 KB"),
        (10240, "10.0 KB"),
        (2621440, "2.5 MB"),
        (2**30, "1.0 GB"),
        (2**40, "1.0 TB"),
        (2**60, "1024.0 PB"),
    ],
)
def test_sizes_are_worded_for_people(size: int, text: str) -> None:
    """Case 13."""
    assert human_readable(size) == text


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (1767323045678901, "2026-01-02T03:04:05.678901Z"),
        (1767323045000001, "2026-01-02T03:04:05.000001Z"),
        (1767323045000000, "2026-01-02T03:04:05Z"),
    ],
)
def test_times_have_a_fraction_only_where_there_is_one(at: int, text: str) -> None:
    assert timestamp(at) == text


def test_every_operation_is_described() -> None:
    described = {(operation.method, operation.path.split("/", 2)[2].count("{")) for operation in TOKEN_API.operations}
    handled = {
        (str(method), path.count("{"))
        for handler in TOKEN_API.handlers
        for path in handler.paths
        for method in handler.http_methods
        if str(method) != "OPTIONS"
    }
    assert described == handled
