"""Spree with its keys, in this process, with guests let in, and behind a real server."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace

from tests.application import client_for
from tests.dialects.spree.asking import Spree
from tests.listening import listening
from tests.shop import Credentials, settings_in
from web.settings import Settings


@pytest.fixture
def spree(client: TestClient[Any], credentials: Credentials, settings: Settings) -> Spree:
    return Spree(client, credentials, settings)


@pytest.fixture
def open_house(settings: Settings, credentials: Credentials) -> Iterator[Spree]:
    """PACKSHOT_SPREE_GUESTS=1."""
    settings = replace(settings, spree_guests=True)
    with client_for(settings) as client:
        yield Spree(client, credentials, settings)


@pytest.fixture(scope="module")
def server(filled_shop: tuple[Path, Credentials], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One for all tests of a module: each makes its own images."""
    folder = tmp_path_factory.mktemp("spree")
    shutil.copy(filled_shop[0] / "packshot.sqlite", folder / "packshot.sqlite")
    with listening(settings_in(folder)) as address:
        yield address
