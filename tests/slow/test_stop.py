"""A server that is told to stop, or whose parent is killed: no new connections, what runs may end, and then the end."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.pictures import jpeg
from tests.server_process import client_of, environ_of, family, kill_family, wait_for_healthz
from tests.servers import free_port
from tests.shop import PASSWORD, Credentials
from tests.slow.raw_connections import HEALTH, connect, picture_form, read_all, send_all, spree_upload, status
from tests.waiting import wait_until
from web.settings import ROOT, Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds in /proc who runs")
STOP = 3  # seconds
WORKERS = pytest.mark.parametrize("serving", [1, 2], indirect=True, ids=["alone", "two workers"])

Serving = tuple[str, "subprocess.Popen[bytes]"]


@pytest.fixture
def serving(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Serving]:
    """Address and process of a server with so many workers, of which none survives."""
    monkeypatch.setenv("PACKSHOT_CONNECTIONS", f"stop_seconds={STOP}")
    port = free_port()
    command = [sys.executable, "-m", "web.cli.main", "serve", "--port", str(port), "--workers", str(request.param)]
    environ, errors = environ_of(settings, tmp_path), subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=environ, stderr=errors, process_group=0) as process:
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for_healthz(base, process)
            yield base, process
        finally:
            if process.poll() is None:
                kill_family(process.pid)


@pytest.fixture
def token(credentials: Credentials) -> str:
    return str(credentials["ann"]["spree"]["token"])


def is_refused(base: str) -> bool:
    try:
        connect(base).close()
    except ConnectionRefusedError:
        return True
    return False


def upload_begun(base: str, token: str, form: bytes) -> socket.socket:
    """An upload of which somebody reads the first half."""
    connection = connect(base)
    send_all(connection, [spree_upload(token, len(form)).replace(b"Connection: close", b"Expect: 100-continue")])
    assert connection.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
    connection.sendall(form[: len(form) // 2])
    return connection


def leave_open(base: str, opened: ExitStack) -> None:
    """Connections that never end by themselves: silent, half-sent, kept alive, and listening to events."""
    for start in (b"", HEALTH, HEALTH + b"\r\n", HEALTH + b"\r\n" + HEALTH):
        connection = opened.enter_context(connect(base))
        connection.sendall(start)
    client = opened.enter_context(client_of(base))
    client.get("/admin/login")
    form = {"_csrf_token": client.cookies["packshot_form"], "name": "ann", "password": PASSWORD}
    assert client.post("/admin/login", data=form).status_code == 303
    stream = opened.enter_context(client.stream("GET", "/admin/products/8/events"))
    assert stream.status_code == 200


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


@pytest.mark.parametrize("serving", [2], indirect=True)
def test_workers_and_decoders_end_with_a_parent_that_is_killed(serving: Serving, token: str) -> None:
    base, process = serving
    with ExitStack() as opened:
        leave_open(base, opened)
        form = picture_form(jpeg())
        with upload_begun(base, token, form) as upload:  # which has a decoder started
            upload.sendall(form[len(form) // 2 :])
            assert status(upload.recv(65536)) == 201
        below = family(process.pid)[1:]
        assert [one for one in below if b"sandbox" in command_line(one)]
        begun = time.monotonic()
        process.kill()
        with socket.socket() as again:
            again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            wait_until(lambda: binds(again, base), "the address to be free", 2)
        wait_until(lambda: not any(command_line(one) for one in below), "all workers to have ended", STOP)
    assert time.monotonic() - begun < STOP


DECODING = """
    import threading, time
    from tests.imaging.sandbox.misbehaving import spin
    from web.imaging.sandbox.worker_process import WorkerProcess, WorkerRequest

    worker = WorkerProcess()
    request = WorkerRequest(spin.__module__, "spin", [60], 2**26, 60)
    threading.Thread(target=worker.run, args=(spin, request)).start()
    while worker._process is None:
        time.sleep(0.1)
    print(worker._process.pid, flush=True)
"""


def test_a_decoder_amid_a_picture_ends_with_its_server() -> None:
    """Its start takes a moment; a second of the processor is more than that."""
    code = textwrap.dedent(DECODING)
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        decoder = int(process.stdout.readline())
        wait_until(lambda: processor_seconds(decoder) > 1, "the decoder to be at work", 30)
        process.kill()
        wait_until(lambda: not command_line(decoder), "the decoder to have ended", 2)


def processor_seconds(process: int) -> float:
    user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def binds(again: socket.socket, base: str) -> bool:
    with suppress(OSError):
        again.bind(("127.0.0.1", int(base.rpartition(":")[2])))
        again.listen()
        return True
    return False


def command_line(process: int) -> bytes:
    """How a process was started; nothing once it has ended."""
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""
