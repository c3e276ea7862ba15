"""Fixtures of the checklist: all upload routes of one small shop."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace

from tests.checklist.upload_routes import UploadRoutes
from tests.fixtures.hosts import reaching_this_machine
from tests.shop import Credentials
from web.gallery.picture_errors import PictureRefused
from web.imaging.sandbox import pool
from web.imaging.sandbox.pool import run_in_sandbox
from web.services.editing import new_pictures
from web.settings import Settings

MEGAPIXELS = 50_000_000


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Limits of a small shop, and pictures by URL from this machine too."""
    return replace(reaching_this_machine(settings), max_pixels=MEGAPIXELS)


@pytest.fixture
def routes(client: TestClient[Any], credentials: Credentials, settings: Settings, host: str) -> UploadRoutes:
    return UploadRoutes(client, credentials, settings, host)


@pytest.fixture
def temporary(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of all temporary files made in this process."""
    folder = settings.temp_dir
    folder.mkdir(mode=0o700, exist_ok=True)
    pool._budget()  # made once in a process, and so in a folder that lasts longer than this one
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> list[type[PictureRefused]]:
    """Why the decoding refused pictures, which not every route tells."""
    refusals: list[type[PictureRefused]] = []

    async def recording(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        try:
            return await run_in_sandbox(work, *args, **kwargs)
        except PictureRefused as refused:
            refusals.append(type(refused))
            raise

    monkeypatch.setattr(new_pictures, "run_in_sandbox", recording)
    return refusals


LOCKS = ("lock", "slot-", "turn")


def remaining_files(temporary: Path) -> list[str]:
    """Names of the files that lie there, but for those that only say that somebody is at work."""
    return [path.name for path in temporary.rglob("*") if path.is_file() and not path.name.startswith(LOCKS)]
