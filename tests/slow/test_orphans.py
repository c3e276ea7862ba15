"""Whose parent process is killed ends too: workers, and decoders however busy."""

import os
import socket
import subprocess
import sys
import textwrap
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.pictures import jpeg
from tests.server_process import family
from tests.shop import Credentials
from tests.slow.raw_connections import picture_form, status
from tests.slow.served import STOP, leave_open, served, upload_begun
from tests.waiting import wait_until
from web.settings import ROOT, Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds in /proc who runs")


def test_workers_and_decoders_end_with_a_parent_that_is_killed(
    settings: Settings, tmp_path: Path, credentials: Credentials
) -> None:
    token = str(credentials["ann"]["spree"]["token"])
    with served(settings, tmp_path, workers=2) as (base, process), ExitStack() as opened:
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
