"""Permissions: cases 115-121 of the Magento field notes."""

from collections.abc import Callable
from typing import Any

import pytest
from litestar.exceptions import ClientException, InternalServerException
from litestar.testing import TestClient

from tests.application import client_for
from tests.dialects.magento.client import JSON, LIST, PNG_TEXT, MagentoClient, magento_client, messages
from tests.shop import Credentials, copy_shop
from web.gallery.errors import ChangedSince
from web.gallery.unavailable import StorageUnavailable

DENIED = [(403, "Access denied")]
BODY = {"file_mime_type": "image/png", "file_content": PNG_TEXT, "label": "x"}

Who = Callable[[str], MagentoClient]


@pytest.fixture
def requester(client: TestClient[Any], credentials: Credentials) -> Who:
    def person(name: str) -> MagentoClient:
        if name == "nobody":
            return MagentoClient(client)
        issued = credentials["ann" if name == "wrong" else name]["magento"]
        return MagentoClient(client, {**issued, "token_secret": "0" * 32} if name == "wrong" else issued)

    return person


@pytest.mark.parametrize("name", ["nobody", "cus", "rob"])
def test_magento_115_116_who_may_not_write_learns_nothing_of_what_is_there(requester: Who, name: str) -> None:
    """Permission comes after the address and before everything else. Reading needs no grant here."""
    for method, path in (("POST", "/api/rest/products/999/images"), ("PUT", LIST), ("POST", LIST + "/1")):
        assert messages(requester(name)(method, path, content=b"no body at all")) == DENIED
    assert requester(name)("POST", "/api/rest/nosuch").status_code == 404


def test_magento_117_a_credential_that_only_reads_does_that_alone(requester: Who, ann: MagentoClient) -> None:
    """Privileges are not given one by one here: a credential's scope says whether it writes."""
    image = ann.add(exclude=1)
    rob = requester("rob")
    assert rob.images() == ann.images()
    assert messages(rob("POST", LIST, json=BODY)) == DENIED
    assert messages(rob("DELETE", f"{LIST}/{image}")) == DENIED


def test_magento_118_what_a_guest_may_read_is_every_member_but_exclude(
    guest: MagentoClient, ann: MagentoClient
) -> None:
    ann.add()
    ((*members,),) = guest.images()
    assert members == ["id", "label", "position", "url", "types"]


def test_staff_sees_what_admins_see(requester: Who, ann: MagentoClient) -> None:
    ann.add(exclude=1)
    assert requester("sam").images() == ann.images() == requester("rob").images()
    assert requester("cus").images() == requester("nobody").images() == []


@pytest.mark.parametrize("method", ["PATCH", "OPTIONS", "PURGE"])
def test_magento_120_other_methods_are_invalid_whoever_asks(requester: Who, method: str) -> None:
    for name in ("nobody", "ann"):
        assert messages(requester(name)(method, LIST)) == [(400, "Invalid request method")]


def test_magento_120_head_is_such_a_method_too(requester: Who) -> None:
    assert requester("nobody")("HEAD", LIST).status_code == 400


@pytest.mark.parametrize("header", ["Basic YW5uOmFubg==", "Bearer abc", "OAuth", ""])
def test_magento_121_any_other_authorization_is_a_guests(ann: MagentoClient, guest: MagentoClient, header: str) -> None:
    ann.add(exclude=1)
    assert guest.get(LIST, {**JSON, "Authorization": header}).text == "[]"


def test_too_many_calls_are_refused_with_the_time_to_wait(
    filled_shop: Any, tmp_path: Any, credentials: Credentials
) -> None:
    settings = copy_shop(filled_shop, tmp_path, PACKSHOT_API_QUOTA="2")
    with client_for(settings) as client:
        ann = magento_client(client, credentials, "ann")
        assert [ann.get().status_code for _ in range(3)] == [200, 200, 429]
        refused = ann.get()
        assert messages(refused) == [(429, "Too many requests")]
        assert int(refused.headers["retry-after"]) > 0
        assert MagentoClient(client).get().status_code == 200


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (RuntimeError("a secret of ours"), 500, "Resource internal error"),
        (StorageUnavailable("a secret of ours"), 503, "Resource internal error"),
        (InternalServerException("a secret of ours"), 500, "Resource internal error"),
        (ClientException("a secret of ours"), 400, "Resource unknown error"),
        (ChangedSince("a secret of ours"), 400, "Resource data pre-validator error"),
    ],
)
def test_what_goes_wrong_inside_is_not_told(
    ann: MagentoClient, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, message: str
) -> None:
    async def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("web.dialects.magento.routes.locate", broken)
    response = ann.get()
    assert (response.status_code, messages(response)) == (status, [(status, message)])
