"""Intake, I-5: how much may come, whatever the request says of itself."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace

from tests.application import client_for
from tests.checklist.conftest import remaining_files
from tests.checklist.raw_requests import FORM, MIB, form, padded_jpeg, part, send_raw, stream_base64, stream_file
from tests.checklist.upload_routes import MADE, NAMES, UploadRoutes, stored_files
from tests.dialects.magento.client import authorization
from tests.listening import listening
from tests.pictures import jpeg
from tests.shop import Credentials
from tests.waiting import wait_until
from web.settings import Settings

TOKEN, SPIFFY, MAGENTO = "/api/products/8/images", "/api/products/cute-dog/images.json", "/api/rest/products/8/images"
SPREE, ADMIN = "/api/v1/products/8/images", "/admin/products/8/images"
IN_FORMS = {TOKEN: "image", SPREE: "image[attachment]", ADMIN: "files"}
TOO_LARGE = (400, 413, 422)


@pytest.fixture
def small(settings: Settings) -> Settings:
    return replace(settings, max_upload_bytes=MIB)


@pytest.fixture
def server(small: Settings) -> Iterator[str]:
    with listening(small) as address:
        yield address


def headers(credentials: Credentials, path: str, base: str = "") -> dict[str, str]:
    ann = credentials["ann"]
    if path == MAGENTO:
        return {"Authorization": authorization(ann["magento"], "POST", base + path), "Content-Type": "application/json"}
    if path == SPIFFY:
        return {"Authorization": f"Bearer {ann['spiffy']['access_token']}", "Content-Type": "application/json"}
    if path == ADMIN:
        return {"Cookie": "packshot_form=made-up", "Content-Type": FORM}
    if path == SPREE:
        return {"X-Spree-Token": ann["spree"]["token"], "Content-Type": FORM}
    return {"Authorization": f"Token {ann['token']['key']}", "Content-Type": FORM}


def test_i_5_a_byte_too_many_is_refused_at_every_route_and_exactly_as_many_as_allowed_pass(
    small: Settings, credentials: Credentials, host: str, temporary: Path
) -> None:
    most = MIB - len(jpeg())
    with client_for(small) as client:
        routes = UploadRoutes(client, credentials, small, host)
        for route in NAMES:
            for size in (most + 1, 2 * MIB):
                response = routes.send(route, padded_jpeg(size))
                assert response.status_code in TOO_LARGE, (route, response.status_code, response.text)
            assert (routes.images(), stored_files(small)) == ([], []), route
        for route in NAMES:
            response = routes.send(route, padded_jpeg(most))
            assert response.status_code in MADE, (route, response.status_code, response.text)
    assert remaining_files(temporary) == []


@pytest.mark.parametrize("path", [TOKEN, SPREE, SPIFFY, MAGENTO, ADMIN])
def test_i_5_a_body_in_chunks_that_never_ends_is_cut_off(
    path: str, server: str, small: Settings, credentials: Credentials, temporary: Path
) -> None:
    sent: list[int] = []

    def chunks() -> Iterator[bytes]:
        in_form = path in IN_FORMS
        endless = stream_file(IN_FORMS[path], 200) if in_form else stream_base64(b'{"image": "', 200, b'"}')
        for piece in endless:
            sent.append(len(piece))
            yield f"{len(piece):x}\r\n".encode() + piece + b"\r\n"

    raw = send_raw(server, path, {**headers(credentials, path, server), "Transfer-Encoding": "chunked"}, chunks())
    assert not raw or int(raw.split()[1]) in (400, 403, 413, 422), raw[:200]
    assert sum(sent) < 60 * MIB  # what the two ends' buffers hold, and no more
    assert (remaining_files(temporary), stored_files(small)) == ([], [])


@pytest.mark.parametrize("length", [10, 10**9, 10**30, -1])
def test_i_5_a_length_that_lies_makes_no_picture(
    length: int, server: str, small: Settings, credentials: Credentials, temporary: Path
) -> None:
    headers_with_length = {**headers(credentials, TOKEN), "Content-Length": str(length)}
    raw = send_raw(server, TOKEN, headers_with_length, [form(part("image", jpeg(), "a.jpg"))], close=True)
    assert not raw or 400 <= int(raw.split()[1]) < 500, raw[:200]
    wait_until(lambda: remaining_files(temporary) == [], "the temporary file to go")
    assert stored_files(small) == []
    assert httpx.get(f"{server}/healthz").status_code == 200
