"""`packshot serve`, as whoever starts it meets it: where it says that it serves, it does."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.server_process import wait_for_healthz
from web.cli.commands.common import explain
from web.cli.serving import prepare_to_serve
from web.settings import ROOT, read_settings


@pytest.fixture
def ipv6() -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.fail("this machine has no IPv6 to test with")


@pytest.fixture
def serving(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator["subprocess.Popen[str]"]:
    words = [sys.executable, "-m", "web.cli.main", "serve", "--port", "0", *request.param]
    environ = Terminal(tmp_path).environ
    with subprocess.Popen(
        words, env=environ, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("serving", [["--json"]], indirect=True)
def test_with_json_it_prints_one_object_with_its_address_and_nothing_else(serving: "subprocess.Popen[str]") -> None:
    assert serving.stdout is not None
    (address,) = json.loads(serving.stdout.readline()).values()
    assert wait_for_healthz(address, serving).content == b'{"status":"ok"}'
    serving.terminate()
    assert serving.stdout.read() == ""


@pytest.mark.parametrize("serving", [["--host", "::1"]], indirect=True)
@pytest.mark.usefixtures("ipv6")
def test_it_serves_on_an_ipv6_address_and_says_it_as_browsers_take_it(serving: "subprocess.Popen[str]") -> None:
    assert serving.stderr is not None
    line = serving.stderr.readline()
    assert line.startswith("Packshot serves on http://[::1]:")
    assert wait_for_healthz(line.split()[-1], serving).content == b'{"status":"ok"}'


@pytest.mark.anyio
async def test_a_host_that_is_none_is_explained(tmp_path: Path) -> None:
    settings = read_settings({"PACKSHOT_VAR": str(tmp_path)})
    with pytest.raises(socket.gaierror) as error:
        await prepare_to_serve(settings, "no host", 0)
    assert len(explain(error.value).splitlines()) == 1
