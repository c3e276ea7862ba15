"""Permissions: every address with every method and every kind of credential."""

from typing import Any

import pytest
from litestar.testing import TestClient

from tests.dialects.magento.client import LIST, PNG_TEXT, MagentoClient, messages
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
def client(module_client: TestClient[Any]) -> TestClient[Any]:
    return module_client


def client_for_kind(client: TestClient[Any], credentials: Credentials, kind: str) -> MagentoClient:
    if kind == "none":
        return MagentoClient(client)
    if kind == "wrong":
        return MagentoClient(client, {**credentials["ann"]["magento"], "token_secret": "0" * 32})
    return MagentoClient(client, credentials[kind[-4:-1]]["magento"])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_magento_115_each_operation_answers_each_credential_as_it_should(
    client: TestClient[Any], credentials: Credentials, ann: MagentoClient, kind: str, method: str, address: str
) -> None:
    """Permission comes before the question whether the address has such a method."""
    path = ADDRESSES[address][0].format(number=ann.add())
    sending = {"json": BODY} if method in ("POST", "PUT") else {}
    response = client_for_kind(client, credentials, kind)(method, path, **sending)
    status = status_of(kind, method, address)
    assert response.status_code == status
    if status in SAID:
        assert messages(response) == [(status, SAID[status])]
    if status == 401:
        assert messages(response)[0][1].startswith("oauth_problem=")
