"""How credentials may be written, what is told to whoever may not, and what an answer tells of the allowance."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.application import client_for
from tests.dialects.spiffy.conftest import Spiffy, golden, text_of
from tests.shop import Credentials, settings_in
from web.settings import Settings

AT = "products/8/images"


@pytest.mark.parametrize("scheme", ["basic", "BASIC", "bearer", "BEARER"])
def test_spiffy_57_the_case_of_the_scheme_does_not_matter(spiffy: Spiffy, scheme: str) -> None:
    given = (spiffy.basic() if scheme.lower() == "basic" else spiffy.bearer())["Authorization"].partition(" ")[2]
    headers = {"Authorization": f"{scheme} {given}"}
    assert spiffy.client.get(f"/api/{AT}.json", headers=headers).status_code == 200


def test_key_and_password_in_the_address_are_basic(spiffy: Spiffy) -> None:
    issued = spiffy.credentials["ann"]["spiffy"]
    address = f"http://{issued['api_key']}:{issued['password']}@testserver.local/api/{AT}.json"
    assert spiffy.client.get(address).status_code == 200


def test_whoever_may_not_write_does_not_learn_what_is_there(spiffy: Spiffy) -> None:
    assert spiffy.ask("DELETE", f"{AT}/99999", who="cus").status_code == 403
    assert spiffy.ask("POST", "products/unknown/images", {}, who="cus").status_code == 403


def told(answer: Any) -> dict[str, Any]:
    return msgspec.json.decode(answer.headers["x-ratelimit"])  # type: ignore[no-any-return]


def test_spiffy_60_every_answer_tells_what_is_left(spiffy: Spiffy) -> None:
    number = spiffy.made()["id"]
    before = told(spiffy.get(AT))
    assert list(before) == ["name", "period", "limit", "remaining", "until"]
    assert (before["name"], before["period"], before["limit"]) == ("API", 3600, 20_000)
    assert time.strptime(before["until"], "%Y-%m-%dT%H:%M:%SZ")
    etag = spiffy.get(AT).headers["etag"]
    asked = [
        spiffy.get(AT, headers={"If-None-Match": etag}),
        spiffy.get(f"{AT}/count"),
        spiffy.get(f"{AT}/{number}"),
        spiffy.put(f"{AT}/{number}", id=number),
        spiffy.post(AT),
        spiffy.ask("PATCH", AT),
        spiffy.get("products/unknown/images"),
        spiffy.get("products/8/nothing"),
        spiffy.ask("POST", AT, b"{"),
        spiffy.delete(f"{AT}/{number}"),
    ]
    assert [answer.status_code for answer in asked] == [304, 200, 200, 200, 422, 405, 404, 404, 400, 200]
    assert [told(answer)["remaining"] for answer in asked] == [before["remaining"] - 2 - step for step in range(10)]


def test_calls_of_nobody_are_not_counted(spiffy: Spiffy) -> None:
    answer = spiffy.client.get(f"/api/{AT}.json")
    assert (told(answer)["limit"], told(answer)["remaining"]) == (20_000, 20_000)


@pytest.fixture
def small(settings: Settings, credentials: Credentials, tmp_path: Path) -> Iterator[Spiffy]:
    """Two calls an hour, and pictures of one MiB."""
    with client_for(settings_in(tmp_path, PACKSHOT_API_QUOTA="2", PACKSHOT_MAX_UPLOAD_MB="1")) as client:
        yield Spiffy(client, credentials)


def test_past_the_allowance_there_is_429_until_the_hour_is_over(small: Spiffy) -> None:
    assert [told(small.get(AT))["remaining"] for _ in range(2)] == [1, 0]
    answer = small.get(AT)
    assert (answer.status_code, answer.content) == (429, golden("too_many.json"))
    assert 3590 <= int(answer.headers["retry-after"]) <= 3600
    assert told(answer)["remaining"] == 0
    assert small.ask("GET", AT, who="sam").status_code == 200


def test_too_large_a_body_is_413_and_too_large_a_picture_is_422(small: Spiffy) -> None:
    answer = small.post(AT, attachment=text_of(bytes(2**20 + 1)))
    assert (answer.status_code, answer.json()) == (422, {"errors": {"image": ["is larger than 1048576 bytes"]}})
    answer = small.ask("POST", AT, bytes(2 * 2**20))
    assert (answer.status_code, answer.content) == (413, golden("too_large.json"))


def test_without_quotas_there_is_nothing_to_tell(settings: Settings, credentials: Credentials, tmp_path: Path) -> None:
    with client_for(settings_in(tmp_path, PACKSHOT_API_QUOTA="0"), raises=True) as client:
        answer = Spiffy(client, credentials).get(AT)
    assert answer.status_code == 200
    assert "x-ratelimit" not in answer.headers
