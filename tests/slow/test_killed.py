"""A server killed during uploads, again and again: what it promised it has, and nothing half done shows."""

import asyncio
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server_process import server_process
from tests.servers import fresh_database
from tests.shop import Credentials, fill_shop, settings_in
from tests.slow.concurrent_uploads import UploadLog
from tests.slow.server_crash import ServerCrash
from web.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds in /proc whom to kill")


def server_crash(settings: Settings, credentials: Credentials, folder: Path) -> ServerCrash:
    return ServerCrash(settings, credentials, folder, UploadLog(), random.Random(7))  # noqa: S311 - moments, no secrets


@pytest.fixture
def on_postgres(postgres_server: str, postgres_template: str, tmp_path: Path) -> Iterator[ServerCrash]:
    with asyncio.Runner() as runner:
        database = fresh_database(postgres_server, postgres_template)
        settings = settings_in(tmp_path, PACKSHOT_DATABASE_URL=runner.run(database.__aenter__()))
        settings.import_dir.mkdir()
        try:
            yield server_crash(settings, fill_shop(settings), tmp_path)
        finally:
            runner.run(database.__aexit__(None, None, None))


def kill(shop: ServerCrash, times: int) -> None:
    """Kill the server several times, one of five with two workers."""
    for number in range(times):
        workers = 2 if number % 5 == 1 else 1
        with server_process(shop.settings, shop.var, "--workers", str(workers)) as server:
            shop.check(server)
            shop.upload_and_kill(server)


def check_and_sweep(shop: ServerCrash) -> None:
    """The server goes on meanwhile, and shows the same afterwards."""
    with server_process(shop.settings, shop.var) as server:
        shop.check(server)
        orphaned = shop.doctor_report()["orphaned"]
        assert shop.sweep()["put_aside"] == len(orphaned)
        assert shop.doctor_report()["healthy"]
        shop.check(server)
    assert shop.upload_log.refused == []


def test_killed_ten_times_it_keeps_what_it_promised_and_shows_nothing_half_done(
    settings: Settings, credentials: Credentials, tmp_path: Path
) -> None:
    shop = server_crash(settings, credentials, tmp_path)
    kill(shop, 5)
    orphaned = shop.doctor_report()["orphaned"]
    repaired = shop.doctor_report("--repair")
    assert (repaired["healthy"], repaired["put_aside"]) == (True, len(orphaned))
    kill(shop, 5)
    check_and_sweep(shop)


@pytest.mark.postgres
def test_killed_on_postgresql_it_keeps_what_it_promised_too(on_postgres: ServerCrash) -> None:
    kill(on_postgres, 3)
    check_and_sweep(on_postgres)
