"""Metrics of several workers: any of them reports all of them, and none that is gone."""

import os
import re
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.serving import Server, client_of, serving
from tests.waiting import wait_until
from web.settings import Settings

PATH = "/api/v1/products/8/images"


@pytest.fixture
def server(settings: Settings, tmp_path: Path) -> Iterator[Server]:
    with serving(settings, tmp_path, "--workers", "2") as server:
        yield server


def get(server: Server, path: str) -> httpx.Response:
    """On a connection of its own, for whichever worker takes it."""
    with client_of(server.base) as client:
        return client.get(path)


def metrics(server: Server) -> str:
    return get(server, "/metrics").text


def requests_by_worker(server: Server) -> Counter[int]:
    """Requests to Spree that each worker has counted; none yet where it has only started."""
    text = metrics(server)
    counts = Counter({int(worker): 0 for worker in re.findall(r'worker="(\d+)"', text)})
    for worker, number in re.findall(r'packshot_requests_total\{[^}]*part="/api/v1/"[^}]*worker="(\d+)"\} (\S+)', text):
        counts[int(worker)] += int(float(number))
    return counts


def test_requests_to_all_workers_are_counted_in_one_answer(server: Server) -> None:
    sent = 0

    def both_have_answered() -> bool:
        nonlocal sent
        assert get(server, PATH).status_code == 401
        sent += 1
        counts = requests_by_worker(server)
        return len(counts) == 2 and min(counts.values()) > 0

    wait_until(both_have_answered, "an answer of each worker")
    wait_until(lambda: requests_by_worker(server).total() == sent, "all requests to be counted")


def test_each_metric_is_described_once_whoever_counted_it(server: Server) -> None:
    wait_until(lambda: len(requests_by_worker(server)) == 2, "both workers to be listed")
    described = re.findall(r"^# TYPE (\S+)", metrics(server), re.MULTILINE)
    assert "packshot_requests" in {name.removesuffix("_total") for name in described}
    assert len(described) == len(set(described))


def test_a_worker_that_was_killed_is_no_longer_listed_once_another_takes_its_place(server: Server) -> None:
    wait_until(lambda: len(requests_by_worker(server)) == 2, "both workers to be listed")
    killed = min(requests_by_worker(server))
    os.kill(killed, signal.SIGKILL)

    def replaced() -> bool:
        try:
            workers = requests_by_worker(server)
        except httpx.TransportError:  # it was the killed one's connection
            return False
        return killed not in workers and len(workers) == 2

    wait_until(replaced, "another worker in its place")


@pytest.mark.server
def test_nothing_of_it_is_left_when_the_server_has_stopped(settings: Settings, tmp_path: Path) -> None:
    with serving(settings, tmp_path, "--workers", "2") as server:
        wait_until(lambda: len(requests_by_worker(server)) == 2, "both workers to be listed")
        wait_until(lambda: len(list(settings.temp_dir.glob("*/metrics.prom"))) == 2, "a file of each")
    assert [path.name for path in settings.temp_dir.iterdir()] == ["lock"]
