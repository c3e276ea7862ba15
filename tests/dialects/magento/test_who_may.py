"""Who may do what: every address with every method, asked with every kind of credential."""

from typing import Any

import pytest
from litestar.testing import TestClient

from tests.dialects.magento.asking import LIST, PNG_TEXT, Asker, messages
from tests.shop import Credentials

BODY = {"file_mime_type": "image/png", "file_content": PNG_TEXT, "label": "x"}
SAID = {403: "Access denied", 405: "Resource method not implemented yet."}
ADDRESSES = {  # with the methods that write there
    "list": (LIST, ("POST",)),
    "list of a store": (LIST + "/store/2", ("POST",)),
    "image": (LIST + "/{number}", ("PUT", "DELETE")),
    "image of a store": (LIST + "/{number}/store/2", ("PUT", "DELETE")),
}
# What reading, writing and a method that the address doesn't have are answered with. All but rob's credential may
# write, as far as their person may; dan's is revoked.
KINDS = {
    "none": (200, 403, 403),
    "wrong": (401, 401, 401),
    "revoked (dan)": (401, 401, 401),
    "read (rob)": (200, 403, 403),
    "customer (cus)": (200, 403, 403),
    "staff (sam)": (200, 200, 405),
    "admin (ann)": (200, 200, 405),
}


def status_of(kind: str, method: str, address: str) -> int:
    reading, writing, neither = KINDS[kind]
    if method == "GET":
        return reading
    return writing if method in ADDRESSES[address][1] else neither


@pytest.fixture(scope="module")
def client(lasting: TestClient[Any]) -> TestClient[Any]:
    return lasting


def asker_of(client: TestClient[Any], credentials: Credentials, kind: str) -> Asker:
    if kind == "none":
        return Asker(client)
    if kind == "wrong":
        return Asker(client, {**credentials["ann"]["magento"], "token_secret": "0" * 32})
    return Asker(client, credentials[kind[-4:-1]]["magento"])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_magento_115_each_operation_answers_each_credential_as_it_should(
    client: TestClient[Any], credentials: Credentials, ann: Asker, kind: str, method: str, address: str
) -> None:
    """Permission comes before the question whether the address has such a method."""
    path = ADDRESSES[address][0].format(number=ann.add())
    sending = {"json": BODY} if method in ("POST", "PUT") else {}
    answer = asker_of(client, credentials, kind)(method, path, **sending)
    status = status_of(kind, method, address)
    assert answer.status_code == status
    if status in SAID:
        assert messages(answer) == [(status, SAID[status])]
    if status == 401:
        assert messages(answer)[0][1].startswith("oauth_problem=")
