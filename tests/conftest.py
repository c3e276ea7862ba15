"""What tests stand on: a real SQLite file per test, copied from one that was furnished once, and a client."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from tests.shop import Credentials, furnish, settings_in
from web.app import create_app
from web.settings import Settings


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Credentials]:
    """A folder with a furnished database, and the credentials in it."""
    folder = tmp_path_factory.mktemp("furnished")
    return folder, furnish(settings_in(folder))


@pytest.fixture
def credentials(furnished: tuple[Path, Credentials]) -> Credentials:
    return furnished[1]


@pytest.fixture
def settings(furnished: tuple[Path, Credentials], tmp_path: Path) -> Settings:
    """The small shop in a database and a storage of this test's own."""
    shutil.copy(furnished[0] / "packshot.sqlite", tmp_path / "packshot.sqlite")
    (tmp_path / "import").mkdir()
    return settings_in(tmp_path)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client
