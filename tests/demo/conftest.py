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
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, DemoLoaded]:
    """Settings of a freshly loaded demo, and the report of its loading."""
    settings = settings_in(tmp_path_factory.mktemp("demo"))
    return settings, asyncio.run(load_demo(settings))


@pytest.fixture
def settings(loaded: tuple[Settings, DemoLoaded], tmp_path: Path) -> Settings:
    """A copy of the loaded demo for one test."""
    shutil.copytree(loaded[0].sqlite_path.parent, tmp_path, dirs_exist_ok=True)
    return settings_in(tmp_path)
