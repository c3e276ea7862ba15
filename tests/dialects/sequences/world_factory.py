"""Worlds on SQLite and on PostgreSQL: each run of a sequence has a copy of a shop that was filled once."""

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
from tests.dialects.sequences.oracle import Oracle
from tests.dialects.sequences.recorder import Recorder
from tests.dialects.sequences.strategies import FILES, content
from tests.dialects.sequences.world import World
from tests.servers import fresh_database
from tests.shop import Credentials, fill_shop, settings_in
from web.settings import Settings

WorldFactory = Callable[[], AbstractContextManager[World]]


@dataclass(frozen=True)
class Prepared:
    """A shop to copy: the mug has its images, ann is signed in to the admin, and files for BigCommerce are there."""

    folder: Path
    credentials: Credentials
    mug: Oracle
    recorder: Recorder
    cookies: dict[str, str]


def settings_for(folder: Path, **more: str) -> Settings:
    """Settings of one run; pictures and imports are shared by all, since nothing removes them."""
    return settings_in(folder, PACKSHOT_API_QUOTA="0", **more)


def prepare(folder: Path, settings: Settings) -> Prepared:
    credentials = fill_shop(settings)
    settings.import_dir.mkdir(exist_ok=True)
    for name in FILES:
        (settings.import_dir / name).write_bytes(content(name))
    with _client(settings) as client:
        world = World(client, credentials, settings.import_dir, Oracle("product", 28), Recorder())
        admin = world.on_mug.admin
        admin.sign_in("ann")
        world.on_mug.token.add(world.mug, world.recorder.upload("photo.jpg"), alt_text="Mug", is_primary=True)
        world.on_mug.magento.add(
            world.mug, world.recorder.upload("wink.gif"), store=2, types=["thumbnail"], label="Tasse"
        )
        cookies = {cookie.name: str(cookie.value) for cookie in client.cookies.jar}
    return Prepared(folder, credentials, world.mug, world.recorder, cookies)


@contextmanager
def _client(settings: Settings) -> Iterator[TestClient[Any]]:
    with client_for(settings) as client:
        yield client


@contextmanager
def open_world(prepared: Prepared, settings: Settings) -> Iterator[World]:
    with _client(settings) as client:
        client.cookies.update(prepared.cookies)
        yield World(client, prepared.credentials, settings.import_dir, prepared.mug, prepared.recorder.copy())


def on_sqlite(folder: Path) -> WorldFactory:
    prepared, run = prepare(folder, settings_for(folder)), count()

    @contextmanager
    def new_world() -> Iterator[World]:
        copy = folder / f"run-{next(run)}.sqlite"
        shutil.copy(folder / "packshot.sqlite", copy)
        with open_world(prepared, settings_for(folder, PACKSHOT_DATABASE_URL=f"sqlite:///{copy}")) as world:
            yield world
        copy.unlink()

    return new_world


@contextmanager
def on_postgres(folder: Path, server: str, template: str) -> Iterator[WorldFactory]:
    with asyncio.Runner() as runner, _database(runner, server, template) as url:
        prepared = prepare(folder, settings_for(folder, PACKSHOT_DATABASE_URL=url))

        @contextmanager
        def new_world() -> Iterator[World]:
            with (
                _database(runner, server, url.rpartition("/")[2]) as own,
                open_world(prepared, settings_for(folder, PACKSHOT_DATABASE_URL=own)) as world,
            ):
                yield world

        yield new_world


@contextmanager
def _database(runner: asyncio.Runner, server: str, template: str) -> Iterator[str]:
    fresh = fresh_database(server, template)
    url = runner.run(fresh.__aenter__())
    try:
        yield url
    finally:
        runner.run(fresh.__aexit__(None, None, None))
