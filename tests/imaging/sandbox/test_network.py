"""A child process reaches nobody over the network, where the system lets us take it away."""

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.imaging.sandbox import misbehaving
from web.imaging.sandbox.protocol import WorkerRequest
from web.imaging.sandbox.worker_process import WorkerProcess
from web.settings import ROOT

TRY = "from web.imaging.sandbox.worker import leave_network; print(leave_network())"


@pytest.fixture
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_not_even_this_machine_can_be_called(port: int) -> None:
    tried = subprocess.run([sys.executable, "-c", TRY], cwd=ROOT, capture_output=True, text=True, check=True)
    allowed = tried.stdout == "True\n"
    child = WorkerProcess()
    try:
        order = WorkerRequest(misbehaving.__name__, "can_connect", [port], 2**26, 5)
        assert child.run(misbehaving.can_connect, order) is not allowed
    finally:
        child.end()
