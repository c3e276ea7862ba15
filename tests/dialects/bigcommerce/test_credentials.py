"""Credentials: how they are presented, and rate limits. Permissions: `test_access`."""

from collections.abc import Iterator
from typing import Any

import pytest
from httpx import Response

from tests.application import client_for
from tests.dialects.bigcommerce.conftest import JSON, BigCommerceClient, authentication
from tests.shop import Credentials, settings_in
from web.settings import Settings

AT = "/products/28/images"


def send(bigcommerce: BigCommerceClient, who: str, way: str, method: str, path: str) -> Response:
    base = "/api/v2" if way == "basic" else f"/stores/{bigcommerce.credential('ann')['store_hash']}/v2"
    body: dict[str, Any] = {"json": {"image_file": "a.jpg"}} if method in ("POST", "PUT") else {}
    return bigcommerce.client.request(method, base + path, **authentication(bigcommerce, who, way), **body)


def test_bigcommerce_61_without_credentials_the_client_is_told_how_to_present_them(
    bigcommerce: BigCommerceClient,
) -> None:
    response = bigcommerce.client.get(f"/api/v2{AT}", headers=JSON)
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Basic ")
    assert response.json() == [{"status": 401, "message": "No credentials were supplied in the request."}]


@pytest.mark.parametrize(
    "authorization", ["Bearer x", "Basic", "Basic ", "Basic !!!", "Basic bm9jb2xvbg==", "Basic //79", "Basic é"]
)
def test_garbage_in_place_of_credentials_is_refused(bigcommerce: BigCommerceClient, authorization: str) -> None:
    headers = {b"Accept": b"application/json", b"Authorization": authorization.encode("latin-1")}
    assert bigcommerce.client.get(f"/api/v2{AT}", headers=headers).status_code == 401


def test_bigcommerce_64_a_token_is_enough_without_its_client(bigcommerce: BigCommerceClient) -> None:
    one = bigcommerce.credential("ann")
    headers = JSON | {"X-Auth-Token": one["access_token"]}
    response = bigcommerce.client.get(f"/stores/{one['store_hash']}/v2{AT}/count", headers=headers)
    assert response.json() == {"count": 0}


def test_either_credential_is_good_at_every_prefix(bigcommerce: BigCommerceClient) -> None:
    one = bigcommerce.credential("ann")
    for base in ("", "/api/v2", f"/stores/{one['store_hash']}/v2"):
        for way in ("basic", "token"):
            response = bigcommerce.client.get(f"{base}{AT}/count.json", **authentication(bigcommerce, "ann", way))
            assert response.status_code == 200


@pytest.mark.parametrize("named", ["abc123", "", "{store_hash}x"])
def test_another_stores_address_is_refused(bigcommerce: BigCommerceClient, named: str) -> None:
    base = f"/stores/{named.format(**bigcommerce.credential('ann'))}/v2"
    assert bigcommerce.request("GET", f"{AT}/count", base=base).status_code == 401


def test_who_may_not_ask_does_not_learn_which_addresses_there_are(bigcommerce: BigCommerceClient) -> None:
    for method, path in (("GET", "/nothing"), ("PUT", AT), ("PATCH", AT), ("GET", "/products/999/images")):
        assert bigcommerce.client.request(method, f"/api/v2{path}", headers=JSON).status_code == 401


def test_permission_is_asked_before_the_body_is_read(bigcommerce: BigCommerceClient) -> None:
    response = bigcommerce.request("POST", AT, who="cus", content=b"{", headers={"Content-Type": "text/plain"})
    assert response.status_code == 403


@pytest.mark.parametrize("way", ["basic", "token"])
def test_bigcommerce_65_every_answer_says_how_many_calls_are_left(bigcommerce: BigCommerceClient, way: str) -> None:
    left = [
        int(send(bigcommerce, "sam", way, method, path).headers["x-bc-apilimit-remaining"])
        for method, path in (("GET", AT), ("POST", AT), ("GET", AT), ("PUT", AT), ("GET", "/x"), ("DELETE", AT))
    ]
    assert left == [19999, 19998, 19997, 19996, 19995, 19994]


def test_clients_by_token_get_four_headers_more(bigcommerce: BigCommerceClient) -> None:
    response = send(bigcommerce, "ann", "token", "GET", AT)
    of_rate = {name: int(value) for name, value in response.headers.items() if name.startswith("x-rate-limit-")}
    assert of_rate.pop("x-rate-limit-time-reset-ms") <= 3_600_000
    assert of_rate == {
        "x-rate-limit-requests-left": 19999,
        "x-rate-limit-requests-quota": 20000,
        "x-rate-limit-time-window-ms": 3_600_000,
    }
    assert not [
        name for name in send(bigcommerce, "ann", "basic", "GET", AT).headers if name.startswith("x-rate-limit-")
    ]


@pytest.fixture
def rate_limited(settings: Settings, credentials: Credentials) -> Iterator[BigCommerceClient]:
    """A shop that answers two calls an hour."""
    few = settings_in(settings.import_dir.parent, PACKSHOT_API_QUOTA="2")
    with client_for(few) as client:
        yield BigCommerceClient(client, credentials, few.import_dir)


def test_bigcommerce_66_past_the_quota_a_user_is_refused_with_509(rate_limited: BigCommerceClient) -> None:
    responses = [send(rate_limited, "ann", "basic", "GET", AT) for _ in range(4)]
    assert [response.status_code for response in responses] == [204, 204, 509, 509]
    assert [response.headers["x-bc-apilimit-remaining"] for response in responses] == ["1", "0", "0", "0"]
    assert responses[2].json() == [{"status": 509, "message": "The requests-per-hour limit has been reached."}]


def test_bigcommerce_67_past_the_quota_a_token_is_refused_with_429_and_when_to_come_back(
    rate_limited: BigCommerceClient,
) -> None:
    responses = [send(rate_limited, "ann", "token", "GET", AT) for _ in range(3)]
    assert [response.status_code for response in responses] == [204, 204, 429]
    assert 1 <= int(responses[2].headers["x-retry-after"]) <= 3600
    assert responses[2].headers["x-rate-limit-requests-left"] == "0"
    assert responses[2].json()[0]["status"] == 429


def test_without_quotas_nothing_is_said_of_them(settings: Settings, credentials: Credentials) -> None:
    unlimited = settings_in(settings.import_dir.parent, PACKSHOT_API_QUOTA="0")
    with client_for(unlimited) as client:
        response = send(BigCommerceClient(client, credentials, unlimited.import_dir), "ann", "token", "GET", AT)
    assert response.status_code == 204
    assert not [name for name in response.headers if "limit" in name]
