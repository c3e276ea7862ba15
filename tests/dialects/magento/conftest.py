"""The people of the small shop, as Magento's clients."""

from typing import Any

import pytest
from litestar.testing import TestClient

from tests.dialects.magento.asking import Asker, asker
from tests.shop import Credentials


@pytest.fixture
def ann(client: TestClient[Any], credentials: Credentials) -> Asker:
    """An admin."""
    return asker(client, credentials, "ann")


@pytest.fixture
def guest(client: TestClient[Any]) -> Asker:
    return Asker(client)
