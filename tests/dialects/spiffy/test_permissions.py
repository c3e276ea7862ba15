"""Credentials, refusals, and the rate limit in responses."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.application import client_for
from tests.dialects.spiffy.conftest import SpiffyClient, golden
from tests.pictures import base64_text
from tests.shop import Credentials, settings_in
from web.settings import Settings

AT = "products/8/images"


@pytest.mark.parametrize("scheme", ["basic", "BASIC", "bearer", "BEARER"])
def test_spiffy_57_the_case_of_the_scheme_does_not_matter(spiffy: SpiffyClient, scheme: str) -> None:
    secret = (spiffy.basic() if scheme.lower() == "basic" else spiffy.bearer())["Authorization"].partition(" ")[2]
    headers = {"Authorization": f"{scheme} {secret}"}
    assert spiffy.client.get(f"/api/{AT}.json", headers=headers).status_code == 200


def test_key_and_password_in_the_address_are_basic(spiffy: SpiffyClient) -> None:
    issued = spiffy.credentials["ann"]["spiffy"]
    address = f"http://{issued['api_key']}:{issued['password']}@testserver.local/api/{AT}.json"
    assert spiffy.client.get(address).status_code == 200


def test_whoever_may_not_write_does_not_learn_what_is_there(spiffy: SpiffyClient) -> None:
    assert spiffy.request("DELETE", f"{AT}/99999", who="cus").status_code == 403
    assert spiffy.request("POST", "products/unknown/images", {}, who="cus").status_code == 403


def rate_limit(response: Any) -> dict[str, Any]:
    return msgspec.json.decode(response.headers["x-ratelimit"])  # type: ignore[no-any-return]


def test_spiffy_60_every_answer_tells_what_is_left(spiffy: SpiffyClient) -> None:
    number = spiffy.create()["id"]
    before = rate_limit(spiffy.get(AT))
    assert list(before) == ["name", "period", "limit", "remaining", "until"]
    assert (before["name"], before["period"], before["limit"]) == ("API", 3600, 20_000)
    assert time.strptime(before["until"], "%Y-%m-%dT%H:%M:%SZ")
    etag = spiffy.get(AT).headers["etag"]
    responses = [
        spiffy.get(AT, headers={"If-None-Match": etag}),
        spiffy.get(f"{AT}/count"),
        spiffy.get(f"{AT}/{number}"),
        spiffy.put(f"{AT}/{number}", id=number),
        spiffy.post(AT),
        spiffy.request("PATCH", AT),
        spiffy.get("products/unknown/images"),
        spiffy.get("products/8/nothing"),
        spiffy.request("POST", AT, b"{"),
        spiffy.delete(f"{AT}/{number}"),
    ]
    assert [response.status_code for response in responses] == [304, 200, 200, 200, 422, 405, 404, 404, 400, 200]
    assert [rate_limit(response)["remaining"] for response in responses] == [
        before["remaining"] - 2 - step for step in range(10)
    ]


def test_calls_of_nobody_are_not_counted(spiffy: SpiffyClient) -> None:
    response = spiffy.client.get(f"/api/{AT}.json")
    assert (rate_limit(response)["limit"], rate_limit(response)["remaining"]) == (20_000, 20_000)


@pytest.fixture
def small(settings: Settings, credentials: Credentials, tmp_path: Path) -> Iterator[SpiffyClient]:
    """A shop with two calls an hour and pictures of one MiB."""
    with client_for(settings_in(tmp_path, PACKSHOT_API_QUOTA="2", PACKSHOT_MAX_UPLOAD_MB="1")) as client:
        yield SpiffyClient(client, credentials)


def test_past_the_allowance_there_is_429_until_the_hour_is_over(small: SpiffyClient) -> None:
    assert [rate_limit(small.get(AT))["remaining"] for _ in range(2)] == [1, 0]
    response = small.get(AT)
    assert (response.status_code, response.content) == (429, golden("too_many.json"))
    assert 3590 <= int(response.headers["retry-after"]) <= 3600
    assert rate_limit(response)["remaining"] == 0
    assert small.request("GET", AT, who="sam").status_code == 200


def test_too_large_a_body_is_413_and_too_large_a_picture_is_422(small: SpiffyClient) -> None:
    response = small.post(AT, attachment=base64_text(bytes(2**20 + 1)))
    assert (response.status_code, response.json()) == (422, {"errors": {"image": ["is larger than 1048576 bytes"]}})
    response = small.request("POST", AT, bytes(2 * 2**20))
    assert (response.status_code, response.content) == (413, golden("too_large.json"))


def test_without_quotas_there_is_nothing_to_tell(settings: Settings, credentials: Credentials, tmp_path: Path) -> None:
    with client_for(settings_in(tmp_path, PACKSHOT_API_QUOTA="0"), raises=True) as client:
        response = SpiffyClient(client, credentials).get(AT)
    assert response.status_code == 200
    assert "x-ratelimit" not in response.headers
