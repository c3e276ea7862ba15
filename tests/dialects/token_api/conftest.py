"""The Token API with its credentials, in this process and behind a real server."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from tests.dialects.token_api.asking import Api
from tests.listening import listening
from tests.shop import Credentials, settings_in
from web.settings import Settings


@pytest.fixture
def api(client: TestClient[Any], credentials: Credentials, settings: Settings) -> Api:
    return Api(client, credentials, settings)


@pytest.fixture(scope="module")
def served(filled_shop: tuple[Path, Credentials], tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The shop that the server of this module serves."""
    folder = tmp_path_factory.mktemp("token")
    shutil.copy(filled_shop[0] / "packshot.sqlite", folder / "packshot.sqlite")
    return settings_in(folder)


@pytest.fixture(scope="module")
def server(served: Settings) -> Iterator[str]:
    """One for all tests of a module: each makes its own images."""
    with listening(served) as address:
        yield address


@pytest.fixture
def staff(credentials: Credentials) -> dict[str, str]:
    """What a member of the staff sends along."""
    return {"Authorization": f"Token {credentials['sam']['token']['key']}"}
