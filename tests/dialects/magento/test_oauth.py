"""OAuth 1.0a on resources: section 7.1 of the Magento field notes, cases 122-128."""

import time
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar.testing import TestClient
from msgspec.structs import replace
from oauthlib.oauth1 import (
    SIGNATURE_HMAC_SHA1,
    SIGNATURE_HMAC_SHA256,
    SIGNATURE_HMAC_SHA512,
    SIGNATURE_PLAINTEXT,
    SIGNATURE_TYPE_QUERY,
    Client,
)

from tests.application import client_for
from tests.dialects.magento.client import JSON, LIST, XML, authorization, messages
from tests.shop import Credentials, copy_shop
from web.settings import Settings

URL = "http://testserver.local" + LIST

Issued = dict[str, Any]


@pytest.fixture
def issued(credentials: Credentials) -> Issued:
    return credentials["ann"]["magento"]


def request(client: TestClient[Any], header: str, path: str = LIST, **headers: str) -> httpx.Response:
    return client.get(path, headers={**JSON, "Authorization": header, **headers})


def problem(response: httpx.Response) -> str:
    assert response.status_code == 401
    ((code, message),) = messages(response)
    assert code == 401
    assert response.headers["www-authenticate"] == "OAuth"
    return message.removeprefix("oauth_problem=")


def without(header: str, name: str) -> str:
    parts = header.removeprefix("OAuth ").split(", ")
    return "OAuth " + ", ".join(part for part in parts if not part.startswith(name + "="))


@pytest.mark.parametrize("method", [SIGNATURE_HMAC_SHA1, SIGNATURE_HMAC_SHA256, SIGNATURE_PLAINTEXT])
def test_magento_125_126_three_signature_methods_are_accepted(
    client: TestClient[Any], issued: Issued, method: str
) -> None:
    assert request(client, authorization(issued, "GET", URL, method)).status_code == 200
    write = {"Authorization": authorization(issued, "DELETE", URL + "/1", method), **JSON}
    assert messages(client.delete(LIST + "/1", headers=write)) == [(404, "Product image not found")]


@pytest.mark.parametrize(
    ("address", "scheme", "accepted"),
    [
        ("127.0.0.1", "http", True),
        ("::1", "http", True),
        ("::ffff:127.0.0.1", "http", True),
        ("203.0.113.7", "https", True),
        ("203.0.113.7", "http", False),
        ("10.0.0.7", "http", False),
        ("::ffff:203.0.113.7", "http", False),
        ("unknown", "http", False),
    ],
)
def test_plaintext_is_accepted_only_where_nobody_reads_along(
    settings: Settings, issued: Issued, address: str, scheme: str, accepted: bool
) -> None:
    """The address and the scheme are those that a trusted proxy reports."""
    reported = {"X-Forwarded-For": address, "X-Forwarded-Proto": scheme}
    with client_for(replace(settings, trusted_proxies=(ip_network("127.0.0.1"),))) as client:
        plain = authorization(issued, "GET", URL, SIGNATURE_PLAINTEXT)
        answer = client.get(LIST, headers={"Authorization": plain, **JSON, **reported})
        signed = authorization(issued, "GET", URL.replace("http:", f"{scheme}:"))
        assert client.get(LIST, headers={"Authorization": signed, **JSON, **reported}).status_code == 200
        exchange = client.post("/oauth/initiate", headers={"Authorization": plain, **reported})
    if accepted:
        assert answer.status_code == 200
        assert "signature_method_rejected" not in exchange.text
    else:
        assert problem(answer) == "signature_method_rejected"
        assert exchange.text == "oauth_problem=signature_method_rejected"


@pytest.mark.parametrize("method", [SIGNATURE_HMAC_SHA512, "RSA-SHA1", "hmac-sha1"])
def test_other_signature_methods_are_rejected(client: TestClient[Any], issued: Issued, method: str) -> None:
    header = authorization(issued, "GET", URL).replace("HMAC-SHA1", method)
    assert problem(request(client, header)) == "signature_method_rejected"


def test_a_realm_and_the_schemes_case_are_of_no_matter(client: TestClient[Any], issued: Issued) -> None:
    header = authorization(issued, "GET", URL, realm="http://testserver.local/").replace("OAuth ", "oAUTH ")
    assert 'realm="' in header
    assert request(client, header).status_code == 200


def test_the_version_may_be_missing_but_no_other(client: TestClient[Any], issued: Issued) -> None:
    plain = authorization(issued, "GET", URL, SIGNATURE_PLAINTEXT)
    assert request(client, without(plain, "oauth_version")).status_code == 200
    assert problem(request(client, plain.replace('"1.0"', '"2.0"'))) == "version_rejected"


@pytest.mark.parametrize(
    "name",
    [
        "oauth_consumer_key",
        "oauth_signature_method",
        "oauth_signature",
        "oauth_nonce",
        "oauth_timestamp",
        "oauth_token",
    ],
)
def test_the_first_missing_parameter_is_named(client: TestClient[Any], issued: Issued, name: str) -> None:
    header = without(authorization(issued, "GET", URL), name)
    assert problem(request(client, header)) == f"parameter_absent&oauth_parameters_absent={name}"


@pytest.mark.parametrize("header", ["OAuth ", "OAuth nonsense", 'OAuth realm="x"', 'OAuth a="b'])
def test_a_header_that_says_nothing_lacks_everything(client: TestClient[Any], header: str) -> None:
    """Over a real connection servers trim the header; `OAuth` alone is a guest's."""
    response = request(client, header)
    assert problem(response) == "parameter_absent&oauth_parameters_absent=oauth_consumer_key"


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ("consumer_key", "consumer_key_rejected"),
        ("token", "token_rejected"),
        ("consumer_secret", "signature_invalid"),
        ("token_secret", "signature_invalid"),
    ],
)
@pytest.mark.parametrize("value", ["0" * 32, "short", "é"])
@pytest.mark.parametrize("method", [SIGNATURE_HMAC_SHA1, SIGNATURE_PLAINTEXT])
def test_what_is_wrong_with_a_credential_is_told(
    client: TestClient[Any], issued: Issued, member: str, expected: str, value: str, method: str
) -> None:
    header = authorization({**issued, member: value}, "GET", URL, method)
    assert problem(request(client, header)) == expected


def test_a_token_of_another_consumer_is_rejected(client: TestClient[Any], credentials: Credentials) -> None:
    mixed = {**credentials["ann"]["magento"], "consumer_key": credentials["sam"]["magento"]["consumer_key"]}
    assert problem(request(client, authorization(mixed, "GET", URL))) == "token_rejected"


def test_magento_128_a_revoked_token_is_told_to_be_one_only_to_its_owner(
    client: TestClient[Any], credentials: Credentials
) -> None:
    dan = credentials["dan"]["magento"]
    assert problem(request(client, authorization(dan, "GET", URL))) == "token_revoked"
    assert problem(request(client, authorization({**dan, "token_secret": "x"}, "GET", URL))) == "signature_invalid"


def test_secrets_sealed_with_another_key_open_nothing(
    filled_shop: tuple[Path, Credentials], tmp_path: Path, issued: Issued
) -> None:
    settings = copy_shop(filled_shop, tmp_path, PACKSHOT_SECRET_KEY="not the one it was filled with")
    with client_for(settings) as client:
        assert problem(request(client, authorization(issued, "GET", URL))) == "token_rejected"


def test_the_signature_covers_method_address_and_query(client: TestClient[Any], issued: Issued) -> None:
    for method, url in (("POST", URL), ("GET", URL + "/1"), ("GET", URL + "?attrs=id")):
        assert problem(request(client, authorization(issued, method, url))) == "signature_invalid"
    assert problem(request(client, authorization(issued, "GET", URL), LIST + "?attrs=id")) == "signature_invalid"


@pytest.mark.parametrize(
    "query",
    ["attrs=id,label", "attrs%5B%5D=id&attrs%5B%5D=label", "a=&b", "q=%C3%A9+x%20y%26", "store=french", "b=1&a=2&a=1"],
)
def test_any_query_is_signed_as_it_stands(client: TestClient[Any], issued: Issued, query: str) -> None:
    url = f"{URL}?{query}"
    header = authorization(issued, "GET", url)
    assert request(client, header, f"{LIST}?{query}").status_code == 200


@pytest.mark.parametrize("product", ["DOG-8", "LAMP%201%2F2", "%C3%A9"])
def test_an_encoded_address_is_signed_as_it_was_sent(client: TestClient[Any], issued: Issued, product: str) -> None:
    path = f"/api/rest/products/{product}/images"
    response = request(client, authorization(issued, "GET", "http://testserver.local" + path), path)
    assert response.status_code == (404 if product == "%C3%A9" else 200)


@pytest.mark.parametrize("signed", ["http://shop.test:8000", "http://shop.test", "http://SHOP.test:8000"])
def test_the_port_may_be_signed_or_left_out(client: TestClient[Any], issued: Issued, signed: str) -> None:
    """Clients of the real server had to leave it out in places."""
    assert request(client, authorization(issued, "GET", signed + LIST), Host="shop.test:8000").status_code == 200


@pytest.mark.parametrize("host", ["[::1]:8000", "[::1]", "127.0.0.1:8000"])
def test_addresses_by_number_are_signed_as_well(client: TestClient[Any], issued: Issued, host: str) -> None:
    assert request(client, authorization(issued, "GET", f"http://{host}{LIST}"), Host=host).status_code == 200


@pytest.mark.parametrize("host", ["shop.test:99999", "[", "shop.test:x", ""])
def test_a_host_that_is_none_makes_no_signature(client: TestClient[Any], issued: Issued, host: str) -> None:
    assert problem(request(client, authorization(issued, "GET", URL), Host=host)) == "signature_invalid"


def test_magento_123_a_nonce_is_good_once_whatever_the_time(client: TestClient[Any], issued: Issued) -> None:
    header = authorization(issued, "GET", URL)
    assert request(client, header).status_code == 200
    assert problem(request(client, header)) == "nonce_used"
    moment = int(time.time())
    again = authorization(issued, "GET", URL, nonce="the same", timestamp=str(moment))
    assert request(client, again).status_code == 200
    later = authorization(issued, "GET", URL, nonce="the same", timestamp=str(moment + 1))
    assert problem(request(client, later)) == "nonce_used"


def test_nobody_else_can_use_up_a_nonce(client: TestClient[Any], credentials: Credentials) -> None:
    ann, sam = credentials["ann"]["magento"], credentials["sam"]["magento"]
    forged = authorization({**ann, "token_secret": "x"}, "GET", URL, nonce="precious")
    assert problem(request(client, forged)) == "signature_invalid"
    assert request(client, authorization(sam, "GET", URL, nonce="precious")).status_code == 200
    assert request(client, authorization(ann, "GET", URL, nonce="precious")).status_code == 200


def test_a_request_that_is_refused_later_has_used_its_nonce(client: TestClient[Any], issued: Issued) -> None:
    path = "/api/rest/products/999/images"
    header = authorization(issued, "GET", "http://testserver.local" + path)
    assert request(client, header, path).status_code == 404
    assert problem(request(client, header, path)) == "nonce_used"


@pytest.mark.parametrize(
    ("timestamp", "accepted"),
    [(-7 * 24 * 3600, True), (-29 * 24 * 3600, True), (-31 * 24 * 3600, False), (0, True), (590, True), (3600, False),
     ("0", False), ("-5", False), ("soon", False), ("1.5", False), ("9" * 40, False), ("١٢", False)],
)  # fmt: skip
def test_magento_124_timestamps_may_be_weeks_old_but_not_more_than_ten_minutes_ahead(
    client: TestClient[Any], issued: Issued, timestamp: int | str, accepted: bool
) -> None:
    text = timestamp if isinstance(timestamp, str) else str(int(time.time()) + timestamp)
    response = request(client, authorization(issued, "GET", URL, timestamp=text))
    if accepted:
        assert response.status_code == 200
    else:
        assert problem(response) == "timestamp_refused"


def test_magento_127_parameters_outside_the_header_count_for_nothing(client: TestClient[Any], issued: Issued) -> None:
    signing = Client(
        issued["consumer_key"],
        client_secret=issued["consumer_secret"],
        resource_owner_key=issued["token"],
        resource_owner_secret=issued["token_secret"],
        signature_type=SIGNATURE_TYPE_QUERY,
    )
    query = signing.sign(URL)[0].partition("?")[2]
    assert messages(client.delete(f"{LIST}/1?{query}", headers=JSON)) == [(403, "Access denied")]


def test_magento_122_a_bad_signature_is_told_in_the_requested_format(client: TestClient[Any], issued: Issued) -> None:
    header = authorization({**issued, "token_secret": "wrong"}, "GET", URL)
    assert problem(request(client, header)) == "signature_invalid"
    response = client.get(LIST, headers={**XML, "Authorization": header})
    assert (response.status_code, response.headers["content-type"]) == (401, "application/xml; charset=utf-8")
    assert "<message>oauth_problem=signature_invalid</message>" in response.text


def test_an_ampersand_in_a_problem_is_escaped_in_xml(client: TestClient[Any]) -> None:
    text = client.get(LIST, headers={**XML, "Authorization": "OAuth x"}).text
    assert "oauth_problem=parameter_absent&amp;oauth_parameters_absent=oauth_consumer_key</message>" in text
