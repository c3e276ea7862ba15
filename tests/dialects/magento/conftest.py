"""The people of the small shop, as Magento's clients."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from tests.application import client_for
from tests.dialects.magento.client import MagentoClient, magento_client
from tests.dialects.magento.oauth_client import (
    Browser,
    OAuthApplication,
)
from tests.shop import PASSWORD, Credentials, copy_shop


@pytest.fixture(scope="module")
def module_client(
    filled_shop: tuple[Path, Credentials], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient[Any]]:
    """A shop for a whole module, as its `client`: for tables whose rows don't notice what others left behind."""
    folder = tmp_path_factory.mktemp("lasting")
    with client_for(copy_shop(filled_shop, folder)) as client:
        yield client


@pytest.fixture
def ann(client: TestClient[Any], credentials: Credentials) -> MagentoClient:
    """An admin."""
    return magento_client(client, credentials, "ann")


@pytest.fixture
def guest(client: TestClient[Any]) -> MagentoClient:
    return MagentoClient(client)


@pytest.fixture
def application(client: TestClient[Any], credentials: Credentials) -> OAuthApplication:
    application = OAuthApplication(client, credentials["ann"]["magento"])
    assert application.initiate().status_code == 200
    return application


@pytest.fixture
def out_of_band(client: TestClient[Any], credentials: Credentials) -> OAuthApplication:
    """An application without a callback: people copy the code (`oob`)."""
    application = OAuthApplication(client, credentials["ann"]["magento"])
    assert application.initiate("oob").status_code == 200
    return application


@pytest.fixture
def browser(client: TestClient[Any]) -> Browser:
    return Browser(client)


def sign_in_to_the_admin(client: TestClient[Any], name: str = "ann") -> None:
    client.get("/admin/login")
    fields = {"name": name, "password": PASSWORD, "_csrf_token": client.cookies["packshot_form"]}
    assert client.post("/admin/login", data=fields).status_code == 303
