"""The Token API with its credentials, in this process and behind a real server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from tests.dialects.token_api.client import TokenApiClient
from tests.listening import listening
from tests.shop import Credentials, copy_shop
from web.settings import Settings


@pytest.fixture
def api(client: TestClient[Any], credentials: Credentials, settings: Settings) -> TokenApiClient:
    return TokenApiClient(client, credentials, settings)


@pytest.fixture(scope="module")
def server_settings(filled_shop: tuple[Path, Credentials], tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The shop that the server of this module serves."""
    folder = tmp_path_factory.mktemp("token")
    return copy_shop(filled_shop, folder)


@pytest.fixture(scope="module")
def server(server_settings: Settings) -> Iterator[str]:
    """A server for all tests of a module: each makes its own images."""
    with listening(server_settings) as address:
        yield address


@pytest.fixture
def staff(credentials: Credentials) -> dict[str, str]:
    """Headers of a member of the staff."""
    return {"Authorization": f"Token {credentials['sam']['token']['key']}"}
