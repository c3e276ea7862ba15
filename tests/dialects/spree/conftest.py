"""Spree with its keys, in this process, with guests let in, and behind a real server."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace

from tests.dialects.listening import listening
from tests.dialects.spree.asking import Spree
from tests.shop import Credentials
from web.app import create_app
from web.settings import Settings


@pytest.fixture
def spree(client: TestClient[Any], credentials: Credentials, settings: Settings) -> Spree:
    return Spree(client, credentials, settings)


@pytest.fixture
def open_house(settings: Settings, credentials: Credentials) -> Iterator[Spree]:
    """PACKSHOT_SPREE_GUESTS=1."""
    settings = replace(settings, spree_guests=True)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield Spree(client, credentials, settings)


@pytest.fixture
def server(settings: Settings) -> Iterator[str]:
    with listening(settings) as address:
        yield address
