"""Log of `packshot serve`: failures behind the requests appear on standard error, with their time."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gallery.galleries import picture
from web.cli.commands.common import open_context
from web.database.queries import pictures
from web.gallery.edits import AddImage
from web.gallery.model import Actor
from web.services.catalogue.lookup import find_owner
from web.services.editing.write_path import edit_gallery
from web.settings import ROOT, Settings


@pytest.fixture
def broken_shop(settings: Settings) -> Path:
    """The folder of a shop in which the facts of one gallery's picture are no JSON."""
    asyncio.run(_break_facts(settings))
    return settings.sqlite_path.parent


async def _break_facts(settings: Settings) -> None:
    async with open_context(settings):
        dog = await find_owner("product", ("id", "8"))
        await edit_gallery(dog, [AddImage(picture=picture(0))], Actor(dialect="admin"))
        await pictures.add_facts(picture(0).content_hash, True, b"no JSON")


@pytest.fixture
def log(broken_shop: Path) -> Iterator[Iterator[str]]:
    words = [sys.executable, "-m", "web.cli.main", "serve", "--port", "0"]
    environ = {"PATH": os.environ["PATH"], "PACKSHOT_VAR": str(broken_shop)}
    with subprocess.Popen(words, env=environ, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        yield process.stderr
        process.kill()


def test_a_failure_is_logged_with_its_time_whose_it_is_and_its_traceback(log: Iterator[str]) -> None:
    assert next(log).startswith("Packshot serves on ")
    time, _, entry = next(log).partition(" ERROR ")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}", time)
    assert entry == "packshot.periodic: periodic task findings failed for product 8 (cute-dog)\n"
    assert next(log) == "Traceback (most recent call last):\n"
    assert any("DecodeError" in line for line in log)
