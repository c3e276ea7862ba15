"""The people of the small shop, as Magento's clients."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from tests.application import client_for
from tests.dialects.magento.asking import Asker, asker
from tests.shop import Credentials, settings_in


@pytest.fixture(scope="module")
def lasting(
    filled_shop: tuple[Path, Credentials], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient[Any]]:
    """One shop for a module, as its `client`: for tables whose rows don't notice what others left behind."""
    folder = tmp_path_factory.mktemp("lasting")
    shutil.copy(filled_shop[0] / "packshot.sqlite", folder / "packshot.sqlite")
    with client_for(settings_in(folder)) as client:
        yield client


@pytest.fixture
def ann(client: TestClient[Any], credentials: Credentials) -> Asker:
    """An admin."""
    return asker(client, credentials, "ann")


@pytest.fixture
def guest(client: TestClient[Any]) -> Asker:
    return Asker(client)
