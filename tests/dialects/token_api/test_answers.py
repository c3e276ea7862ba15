"""Contents of responses: addresses that lead to the pictures, times and sizes; and internal errors."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from msgspec.structs import replace

from tests.application import client_for
from tests.dialects.token_api.client import LAMP, TokenApiClient
from tests.pictures import avif, jpeg, png
from tests.shop import Credentials
from web.dialects.token_api.wire import human_readable, timestamp
from web.files.store import FileStore
from web.gallery.unavailable import StorageUnavailable
from web.settings import Settings


@pytest.mark.parametrize(("picture", "name"), [(jpeg(), "фото 1.jpg"), (png(), "a.png"), (avif(), "a.avif")])
def test_token_10_f_is_a_whole_address_that_answers_with_the_very_file(
    api: TokenApiClient, picture: bytes, name: str
) -> None:
    address = api.create(picture=picture, name=name)["f"]
    assert address.startswith("http://testserver.local/")
    response = api.client.get(address)
    assert (response.status_code, response.content) == (200, picture)


def test_a_picture_of_a_number_that_none_has_is_not_found(api: TokenApiClient) -> None:
    for number in ("999", "9" * 19, "9" * 40):
        assert api.client.get(f"/media/{number}-AAAAAAAAAAAAAAAA/original/a.jpg").status_code == 404


def test_f_of_a_deleted_image_is_gone(api: TokenApiClient) -> None:
    image = api.create()
    api.request("DELETE", f"{LAMP}/{image['id']}")
    assert api.client.get(image["f"]).status_code == 410


def test_addresses_start_with_what_the_setting_says(settings: Settings, credentials: Credentials) -> None:
    settings = replace(settings, base_url="https://shop.example")
    with client_for(settings, raises=True) as client:
        api = TokenApiClient(client, credentials, settings)
        assert api.create()["f"].startswith("https://shop.example/media/")
        assert api.request("GET", params={"limit": 1, "x": 1}).json()["next"] is None
        api.create()
        expected = f"https://shop.example{LAMP}?limit=1&offset=1"
        assert api.request("GET", params={"limit": 1}).json()["next"] == expected


def test_a_head_is_a_get_without_its_body(server: str, staff: dict[str, str]) -> None:
    with requests.Session() as session:
        picture_response = session.get(server + LAMP, headers=staff, timeout=20)
        for _ in range(2):  # a body sent all the same would be taken for the next answer
            head = session.head(server + LAMP, headers=staff, timeout=20)
            assert (head.status_code, head.content) == (200, b"")
            assert head.headers["content-length"] == picture_response.headers["content-length"]
        refused = session.head(server + LAMP, timeout=20)
        assert (refused.status_code, refused.content) == (401, b"")
        assert session.get(server + LAMP, headers=staff, timeout=20).json()["count"] == 0


def test_a_storage_that_does_not_answer_is_told_without_details(
    api: TokenApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: Any) -> None:
        raise StorageUnavailable("s3://secret-bucket: connection refused")

    monkeypatch.setattr(FileStore, "keep", fail)
    response = api.upload()
    assert response.status_code == 503
    assert response.json() == {"detail": "Service temporarily unavailable, try again later."}


def test_what_nobody_foresaw_is_told_without_details(api: TokenApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(FileStore, "keep", fail)
    response = api.upload()
    assert (response.status_code, response.json()) == (500, {"detail": "A server error occurred."})


def test_token_12_times_are_of_now_and_equal_at_first(api: TokenApiClient) -> None:
    image = api.create()
    assert image["created_at"] == image["updated_at"]
    assert image["created_at"].endswith("Z")
    assert datetime.now(UTC) - datetime.fromisoformat(image["created_at"]) < timedelta(minutes=1)


@pytest.mark.parametrize(("size", "text"), [(631, "631 bytes"), (1536, "1.5 KB"), (2621440, "2.5 MB")])
def test_token_13_an_image_tells_its_size_for_people(api: TokenApiClient, size: int, text: str) -> None:
    image = api.create(picture=png(3, 2).ljust(size, b"\0"))
    assert (image["size"], image["human_readable_size"]) == (size, text)


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
def test_sizes_are_formatted_for_people(size: int, text: str) -> None:
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
