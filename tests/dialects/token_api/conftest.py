"""The Token API with its credentials, in this process and behind a real server."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from tests.dialects.listening import listening
from tests.dialects.token_api.asking import Api
from tests.shop import Credentials
from web.settings import Settings


@pytest.fixture
def api(client: TestClient[Any], credentials: Credentials, settings: Settings) -> Api:
    return Api(client, credentials, settings)


@pytest.fixture
def server(settings: Settings) -> Iterator[str]:
    with listening(settings) as address:
        yield address
