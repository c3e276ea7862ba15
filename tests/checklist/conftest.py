"""All doors of one small shop, open to a person who may upload."""

import tempfile
from collections.abc import Callable, Iterator
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
from web.storage import intake
from web.storage.decoding import decode
from web.storage.errors import PictureRefused

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


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> list[type[PictureRefused]]:
    """Why the decoding refused pictures, which not every door tells."""
    refusals: list[type[PictureRefused]] = []

    async def noting(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        try:
            return await decode(work, *args, **kwargs)
        except PictureRefused as refused:
            refusals.append(type(refused))
            raise

    monkeypatch.setattr(intake, "decode", noting)
    return refusals


LOCKS = ("lock", "slot-", "turn")


def left(temporary: Path) -> list[str]:
    """Names of the files that lie there, but for those that only say that somebody is at work."""
    return [path.name for path in temporary.rglob("*") if path.is_file() and not path.name.startswith(LOCKS)]
