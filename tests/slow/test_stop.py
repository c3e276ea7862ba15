"""A server that is told to stop: no new connections, what runs may end, and then the end, whatever hangs."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import asyncpg
import pytest

from tests.pictures import jpeg
from tests.server_process import family
from tests.servers import fresh_database
from tests.shop import Credentials, settings_in
from tests.slow.raw_connections import connect, picture_form, read_all, status
from tests.slow.served import STOP, Serving, leave_open, served, upload_begun
from tests.waiting import wait_until
from web.settings import ROOT, Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds in /proc who runs")
WORKERS = pytest.mark.parametrize("serving", [1, 2], indirect=True, ids=["alone", "two workers"])


@pytest.fixture
def serving(settings: Settings, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Serving]:
    with served(settings, tmp_path, workers=request.param) as serving:
        yield serving


@pytest.fixture
def on_postgres(postgres_server: str, postgres_template: str, tmp_path: Path) -> Iterator[Settings]:
    with asyncio.Runner() as runner:
        database = fresh_database(postgres_server, postgres_template)
        try:
            yield settings_in(tmp_path, PACKSHOT_DATABASE_URL=runner.run(database.__aenter__()))
        finally:
            runner.run(database.__aexit__(None, None, None))


@pytest.fixture
def token(credentials: Credentials) -> str:
    return str(credentials["ann"]["spree"]["token"])


def is_refused(base: str) -> bool:
    try:
        connect(base).close()
    except ConnectionRefusedError:
        return True
    return False


@WORKERS
@pytest.mark.parametrize(
    ("kill", "number"),
    [(os.kill, signal.SIGTERM), (os.killpg, signal.SIGTERM), (os.killpg, signal.SIGINT)],
    ids=["told alone", "as by a service manager", "as by a terminal"],
)
def test_a_running_upload_ends_well_and_new_connections_are_refused(
    serving: Serving, token: str, kill: Callable[[int, int], None], number: signal.Signals
) -> None:
    base, process = serving
    form = picture_form(jpeg())
    with ExitStack() as opened:
        leave_open(base, opened)
        upload = opened.enter_context(upload_begun(base, token, form))
        kill(process.pid, number)
        wait_until(lambda: is_refused(base), "connections to be refused", 2)
        assert process.poll() is None
        upload.sendall(form[len(form) // 2 :])
        assert status(read_all(upload)) == 201
        assert process.wait(2) == 0


@WORKERS
def test_an_upload_that_stalls_is_cut_off(serving: Serving, token: str, tmp_path: Path) -> None:
    base, process = serving
    with ExitStack() as opened:
        leave_open(base, opened)
        opened.enter_context(upload_begun(base, token, picture_form(jpeg())))
        process.send_signal(signal.SIGTERM)
        assert process.wait(STOP + 3) == 0
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    assert not [path for path in (tmp_path / "temporary").rglob("packshot-*") if path.is_file()]


@WORKERS
def test_a_second_signal_hurries(serving: Serving, token: str) -> None:
    base, process = serving
    with upload_begun(base, token, picture_form(jpeg())):
        process.send_signal(signal.SIGTERM)
        wait_until(lambda: is_refused(base), "connections to be refused", 2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(STOP - 0.5) == 0


@pytest.mark.parametrize("serving", [2], indirect=True)
def test_a_worker_that_hangs_keeps_nobody_waiting(serving: Serving) -> None:
    base, process = serving
    hung = family(process.pid)[-1]
    os.kill(hung, signal.SIGSTOP)
    process.send_signal(signal.SIGTERM)
    wait_until(lambda: is_refused(base), "connections to be refused", 8)  # the supervisor may be asking it how it is
    assert process.wait(STOP + 8) == 0


HANGING = r"""
    import asyncio, os, time
    from web.cli.server import stopping
    from web.cli.server.connection import Config, Connection
    from web.cli.server.running import run_server
    from web.settings.connection_limits import ConnectionLimits

    async def app(scope, receive, send):
        await receive()
        await send({"type": "lifespan.startup.complete"})
        asyncio.get_running_loop().call_later(0.5, os.write, 1, b"started\n")
        await receive()
        HANG

    stopping.CLEANING_UP = 1
    config = Config(app, http=Connection, port=0, lifespan="on", timeout_graceful_shutdown=1, log_level="critical")
    config.limits = ConnectionLimits(stop_seconds=1)
    run_server(config)
"""


@pytest.mark.parametrize(
    "hang",
    [
        "await asyncio.sleep(60)",
        "time.sleep(60)",
        "await asyncio.get_running_loop().run_in_executor(None, time.sleep, 60)",
    ],
    ids=["waits", "blocks", "waits for a thread"],
)
def test_a_stop_that_hangs_ends(hang: str) -> None:
    code = textwrap.dedent(HANGING).replace("HANG", hang)
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=-1) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"started\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert process.stderr.read().count(b"\n") == 1  # which says so


@contextmanager
def hanging(postgres: str) -> Iterator[None]:
    """Stop all processes of a PostgreSQL meanwhile, so that whoever asks it waits."""
    stopped = family(asyncio.run(postmaster(postgres)))
    try:
        send_signal(stopped, signal.SIGSTOP)
        yield
    finally:
        send_signal(stopped, signal.SIGCONT)


def send_signal(processes: list[int], number: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):  # it has just ended
            os.kill(process, number)


async def postmaster(postgres: str) -> int:
    """The process that all the others of a PostgreSQL come from."""
    connection = await asyncpg.connect(postgres)
    try:
        return parent_of(await connection.fetchval("SELECT pg_backend_pid()"))
    finally:
        await connection.close()


def parent_of(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def test_a_database_that_hangs_does_not_keep_the_server(
    on_postgres: Settings, postgres_server: str, tmp_path: Path
) -> None:
    server = served(on_postgres, tmp_path, workers=1)
    with server as (base, process), hanging(postgres_server), connect(base) as asking:
        asking.sendall(b"GET /readyz HTTP/1.1\r\nHost: shop\r\n\r\n")
        process.send_signal(signal.SIGTERM)
        assert process.wait(STOP + 6) == 0
