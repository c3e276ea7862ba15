"""A filled_shop shop for each run of a sequence: a copy of one that was made once, on SQLite or on PostgreSQL."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

from tests.application import client_for
from tests.dialects.sequences.draws import KINDS, content
from tests.dialects.sequences.notes import Notes
from tests.dialects.sequences.oracle import Shelf
from tests.dialects.sequences.world import World
from tests.servers import fresh_database
from tests.shop import Credentials, fill_shop, settings_in
from web.settings import Settings

Opening = Callable[[], AbstractContextManager[World]]


@dataclass(frozen=True)
class Prepared:
    """The mug has its images, ann is signed in to the admin, and the files for BigCommerce lie there."""

    folder: Path
    credentials: Credentials
    mug: Shelf
    notes: Notes
    cookies: dict[str, str]


def settings_for(folder: Path, **more: str) -> Settings:
    """Pictures and imports are shared by all runs: they lie under their content, and nothing takes them away."""
    return settings_in(folder, PACKSHOT_API_QUOTA="0", **more)


def prepare(folder: Path, settings: Settings) -> Prepared:
    credentials = fill_shop(settings)
    settings.import_dir.mkdir(exist_ok=True)
    for name in KINDS:
        (settings.import_dir / name).write_bytes(content(name))
    with _client(settings) as client:
        world = World(client, credentials, settings.import_dir, Shelf("product", 28), Notes())
        admin = world.on_mug.admin
        admin.sign_in("ann")
        world.on_mug.token.add(world.mug, world.notes.upload("photo.jpg"), alt_text="Mug", is_primary=True)
        world.on_mug.magento.add(world.mug, world.notes.upload("wink.gif"), store=2, types=["thumbnail"], label="Tasse")
        cookies = {cookie.name: str(cookie.value) for cookie in client.cookies.jar}
    return Prepared(folder, credentials, world.mug, world.notes, cookies)


@contextmanager
def _client(settings: Settings) -> Iterator[TestClient[Any]]:
    with client_for(settings) as client:
        yield client


@contextmanager
def opened(prepared: Prepared, settings: Settings) -> Iterator[World]:
    with _client(settings) as client:
        client.cookies.update(prepared.cookies)
        yield World(client, prepared.credentials, settings.import_dir, prepared.mug, prepared.notes.copy())


def on_sqlite(folder: Path) -> Opening:
    prepared, run = prepare(folder, settings_for(folder)), count()

    @contextmanager
    def opening() -> Iterator[World]:
        copy = folder / f"run-{next(run)}.sqlite"
        shutil.copy(folder / "packshot.sqlite", copy)
        with opened(prepared, settings_for(folder, PACKSHOT_DATABASE_URL=f"sqlite:///{copy}")) as world:
            yield world
        copy.unlink()

    return opening


@contextmanager
def on_postgres(folder: Path, server: str, template: str) -> Iterator[Opening]:
    with asyncio.Runner() as runner, _database(runner, server, template) as url:
        prepared = prepare(folder, settings_for(folder, PACKSHOT_DATABASE_URL=url))

        @contextmanager
        def opening() -> Iterator[World]:
            with (
                _database(runner, server, url.rpartition("/")[2]) as own,
                opened(prepared, settings_for(folder, PACKSHOT_DATABASE_URL=own)) as world,
            ):
                yield world

        yield opening


@contextmanager
def _database(runner: asyncio.Runner, server: str, template: str) -> Iterator[str]:
    fresh = fresh_database(server, template)
    url = runner.run(fresh.__aenter__())
    try:
        yield url
    finally:
        runner.run(fresh.__aexit__(None, None, None))
