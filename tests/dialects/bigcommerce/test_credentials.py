"""How credentials are presented, and how often they may ask. Who may do what: `test_access`."""

from collections.abc import Iterator
from typing import Any

import pytest
from httpx import Response

from tests.application import client_for
from tests.dialects.bigcommerce.conftest import JSON, Shop, presented
from tests.shop import Credentials, settings_in
from web.settings import Settings

AT = "/products/28/images"


def send(shop: Shop, who: str, way: str, method: str, path: str) -> Response:
    base = "/api/v2" if way == "basic" else f"/stores/{shop.of('ann')['store_hash']}/v2"
    body: dict[str, Any] = {"json": {"image_file": "a.jpg"}} if method in ("POST", "PUT") else {}
    return shop.client.request(method, base + path, **presented(shop, who, way), **body)


def test_bigcommerce_61_without_credentials_the_client_is_told_how_to_present_them(shop: Shop) -> None:
    answer = shop.client.get(f"/api/v2{AT}", headers=JSON)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic ")
    assert answer.json() == [{"status": 401, "message": "No credentials were supplied in the request."}]


@pytest.mark.parametrize(
    "authorization", ["Bearer x", "Basic", "Basic ", "Basic !!!", "Basic bm9jb2xvbg==", "Basic //79", "Basic é"]
)
def test_garbage_in_place_of_credentials_is_refused(shop: Shop, authorization: str) -> None:
    headers = {b"Accept": b"application/json", b"Authorization": authorization.encode("latin-1")}
    assert shop.client.get(f"/api/v2{AT}", headers=headers).status_code == 401


def test_bigcommerce_64_a_token_is_enough_without_its_client(shop: Shop) -> None:
    one = shop.of("ann")
    headers = JSON | {"X-Auth-Token": one["access_token"]}
    answer = shop.client.get(f"/stores/{one['store_hash']}/v2{AT}/count", headers=headers)
    assert answer.json() == {"count": 0}


def test_either_credential_is_good_at_every_prefix(shop: Shop) -> None:
    one = shop.of("ann")
    for base in ("", "/api/v2", f"/stores/{one['store_hash']}/v2"):
        for way in ("basic", "token"):
            answer = shop.client.get(f"{base}{AT}/count.json", **presented(shop, "ann", way))
            assert answer.status_code == 200


@pytest.mark.parametrize("named", ["abc123", "", "{store_hash}x"])
def test_another_stores_address_is_refused(shop: Shop, named: str) -> None:
    base = f"/stores/{named.format(**shop.of('ann'))}/v2"
    assert shop.ask("GET", f"{AT}/count", base=base).status_code == 401


def test_who_may_not_ask_does_not_learn_which_addresses_there_are(shop: Shop) -> None:
    for method, path in (("GET", "/nothing"), ("PUT", AT), ("PATCH", AT), ("GET", "/products/999/images")):
        assert shop.client.request(method, f"/api/v2{path}", headers=JSON).status_code == 401


def test_permission_is_asked_before_the_body_is_read(shop: Shop) -> None:
    answer = shop.ask("POST", AT, who="cus", content=b"{", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 403


@pytest.mark.parametrize("way", ["basic", "token"])
def test_bigcommerce_65_every_answer_says_how_many_calls_are_left(shop: Shop, way: str) -> None:
    left = [
        int(send(shop, "sam", way, method, path).headers["x-bc-apilimit-remaining"])
        for method, path in (("GET", AT), ("POST", AT), ("GET", AT), ("PUT", AT), ("GET", "/x"), ("DELETE", AT))
    ]
    assert left == [19999, 19998, 19997, 19996, 19995, 19994]


def test_clients_by_token_get_four_headers_more(shop: Shop) -> None:
    answer = send(shop, "ann", "token", "GET", AT)
    of_rate = {name: int(value) for name, value in answer.headers.items() if name.startswith("x-rate-limit-")}
    assert of_rate.pop("x-rate-limit-time-reset-ms") <= 3_600_000
    assert of_rate == {
        "x-rate-limit-requests-left": 19999,
        "x-rate-limit-requests-quota": 20000,
        "x-rate-limit-time-window-ms": 3_600_000,
    }
    assert not [name for name in send(shop, "ann", "basic", "GET", AT).headers if name.startswith("x-rate-limit-")]


@pytest.fixture
def hurried(settings: Settings, credentials: Credentials) -> Iterator[Shop]:
    """A shop that answers two calls an hour."""
    few = settings_in(settings.import_dir.parent, PACKSHOT_API_QUOTA="2")
    with client_for(few) as client:
        yield Shop(client, credentials, few.import_dir)


def test_bigcommerce_66_past_the_quota_a_user_is_refused_with_509(hurried: Shop) -> None:
    answers = [send(hurried, "ann", "basic", "GET", AT) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [204, 204, 509, 509]
    assert [answer.headers["x-bc-apilimit-remaining"] for answer in answers] == ["1", "0", "0", "0"]
    assert answers[2].json() == [{"status": 509, "message": "The requests-per-hour limit has been reached."}]


def test_bigcommerce_67_past_the_quota_a_token_is_refused_with_429_and_when_to_come_back(hurried: Shop) -> None:
    answers = [send(hurried, "ann", "token", "GET", AT) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [204, 204, 429]
    assert 1 <= int(answers[2].headers["x-retry-after"]) <= 3600
    assert answers[2].headers["x-rate-limit-requests-left"] == "0"
    assert answers[2].json()[0]["status"] == 429


def test_without_quotas_nothing_is_said_of_them(settings: Settings, credentials: Credentials) -> None:
    unlimited = settings_in(settings.import_dir.parent, PACKSHOT_API_QUOTA="0")
    with client_for(unlimited) as client:
        answer = send(Shop(client, credentials, unlimited.import_dir), "ann", "token", "GET", AT)
    assert answer.status_code == 204
    assert not [name for name in answer.headers if "limit" in name]
