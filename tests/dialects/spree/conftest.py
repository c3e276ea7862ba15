"""Spree with its keys, in this process, with guests allowed, and behind a real server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace

from tests.application import client_for
from tests.dialects.spree.client import SpreeClient
from tests.listening import listening
from tests.shop import Credentials, copy_shop
from web.settings import Settings


@pytest.fixture
def spree(client: TestClient[Any], credentials: Credentials, settings: Settings) -> SpreeClient:
    return SpreeClient(client, credentials, settings)


@pytest.fixture
def spree_for_guests(settings: Settings, credentials: Credentials) -> Iterator[SpreeClient]:
    """PACKSHOT_SPREE_GUESTS=1."""
    settings = replace(settings, spree_guests=True)
    with client_for(settings) as client:
        yield SpreeClient(client, credentials, settings)


@pytest.fixture(scope="module")
def server(filled_shop: tuple[Path, Credentials], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server for all tests of a module: each makes its own images."""
    folder = tmp_path_factory.mktemp("spree")
    with listening(copy_shop(filled_shop, folder)) as address:
        yield address
