"""A child process reaches nobody over the network, where the system lets us take it away."""

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.storage.apart import misdeeds
from web.settings import ROOT
from web.storage.apart.child import Child
from web.storage.apart.wire import Order

TRY = "from web.storage.apart.network import leave_network; print(leave_network())"


@pytest.fixture
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_not_even_this_machine_can_be_called(port: int) -> None:
    tried = subprocess.run([sys.executable, "-c", TRY], cwd=ROOT, capture_output=True, text=True, check=True)
    allowed = tried.stdout == "True\n"
    child = Child()
    try:
        order = Order(misdeeds.__name__, "call", [port], 2**26, 5)
        assert child.carry_out(misdeeds.call, order) is not allowed
    finally:
        child.end()
