"""The demo shop, loaded once for all tests of it."""

import asyncio
import shutil
from pathlib import Path

import pytest

from tests.shop import settings_in
from web.cli.commands.catalogue import load_demo
from web.demo.loading import DemoLoaded
from web.settings import Settings


@pytest.fixture(scope="package")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, DemoLoaded]:
    """Where the demo was loaded into nothing, and what that told."""
    settings = settings_in(tmp_path_factory.mktemp("demo"))
    return settings, asyncio.run(load_demo(settings))


@pytest.fixture
def settings(first: tuple[Settings, DemoLoaded], tmp_path: Path) -> Settings:
    """The same in a copy of a test's own."""
    shutil.copytree(first[0].sqlite_path.parent, tmp_path, dirs_exist_ok=True)
    return settings_in(tmp_path)
