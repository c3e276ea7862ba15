"""All doors of one small shop, open to a person who may upload."""

import tempfile
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace

from tests.checklist.doors import Doors
from tests.dialects.hosting import hosting
from tests.shop import Credentials
from web.settings import Settings

MEGAPIXELS = 50_000_000


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Limits of a small shop, and pictures by URL from this machine too."""
    return replace(settings, max_pixels=MEGAPIXELS, fetch_allow=(ip_network("127.0.0.0/8"),))


@pytest.fixture(scope="session")
def host() -> Iterator[str]:
    """Somebody else's web server."""
    with hosting() as address:
        yield address


@pytest.fixture
def doors(client: TestClient[Any], credentials: Credentials, settings: Settings, host: str) -> Doors:
    return Doors(client, credentials, settings, host)


@pytest.fixture
def temporary(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files are made: ours, and those that anybody else may make in this process."""
    folder = settings.temp_dir
    folder.mkdir(mode=0o700, exist_ok=True)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


LOCKS = ("lock", "slot-", "turn")


def left(temporary: Path) -> list[str]:
    """Names of the files that lie there, but for those that only say that somebody is at work."""
    return [path.name for path in temporary.rglob("*") if path.is_file() and not path.name.startswith(LOCKS)]
