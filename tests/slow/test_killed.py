"""A server killed during uploads, again and again: what it promised it has, and nothing half done shows."""

import asyncio
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import fresh_database
from tests.serving import serving
from tests.shop import Credentials, fill_shop, settings_in
from tests.slow.crashing import Crashing
from tests.slow.promises import Promises
from web.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds in /proc whom to kill")


def crashing(settings: Settings, credentials: Credentials, folder: Path) -> Crashing:
    return Crashing(settings, credentials, folder, Promises(), random.Random(7))  # noqa: S311 - moments, no secrets


@pytest.fixture
def on_postgres(postgres_server: str, postgres_template: str, tmp_path: Path) -> Iterator[Crashing]:
    with asyncio.Runner() as runner:
        database = fresh_database(postgres_server, postgres_template)
        settings = settings_in(tmp_path, PACKSHOT_DATABASE_URL=runner.run(database.__aenter__()))
        settings.import_dir.mkdir()
        try:
            yield crashing(settings, fill_shop(settings), tmp_path)
        finally:
            runner.run(database.__aexit__(None, None, None))


def kill(shop: Crashing, times: int) -> None:
    """One time of five with two workers, the others with one."""
    for number in range(times):
        workers = 2 if number % 5 == 1 else 1
        with serving(shop.settings, shop.var, "--workers", str(workers)) as server:
            shop.check(server)
            shop.upload_and_kill(server)


def check_and_sweep(shop: Crashing) -> None:
    """The server goes on meanwhile, and shows the same afterwards."""
    with serving(shop.settings, shop.var) as server:
        shop.check(server)
        orphaned = shop.examined()["orphaned"]
        assert shop.sweep()["put_aside"] == len(orphaned)
        assert shop.examined()["healthy"]
        shop.check(server)
    assert shop.promises.refused == []


def test_killed_ten_times_it_keeps_what_it_promised_and_shows_nothing_half_done(
    settings: Settings, credentials: Credentials, tmp_path: Path
) -> None:
    shop = crashing(settings, credentials, tmp_path)
    kill(shop, 5)
    orphaned = shop.examined()["orphaned"]
    repaired = shop.examined("--repair")
    assert (repaired["healthy"], repaired["put_aside"]) == (True, len(orphaned))
    kill(shop, 5)
    check_and_sweep(shop)


@pytest.mark.postgres
def test_killed_on_postgresql_it_keeps_what_it_promised_too(on_postgres: Crashing) -> None:
    kill(on_postgres, 3)
    check_and_sweep(on_postgres)
