"""Metrics of several workers: any of them reports all of them, and none that is gone."""

import os
import re
import signal
from collections import Counter
from pathlib import Path

import httpx
import pytest
from prometheus_client import generate_latest

from tests.server_process import PATIENCE, Server, client_of, server_process
from tests.waiting import wait_until
from web.http.worker_metrics import FILE, Families, WorkerCollector
from web.settings import Settings

PATH = "/api/v1/products/8/images"


def get(server: Server, path: str) -> httpx.Response:
    """Send a request on a new connection, for whichever worker takes it."""
    with client_of(server.base) as client:
        return client.get(path)


def metrics(server: Server) -> str:
    return get(server, "/metrics").text


def await_two(settings: Settings) -> set[Path]:
    """The files of two workers, once both have written theirs. Looking at them keeps no worker from starting."""

    def written() -> set[Path] | None:
        files = {*settings.temp_dir.glob(f"*/{FILE}")}
        return files if len(files) == 2 else None

    return wait_until(written, "two workers", PATIENCE)


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("#")]


def requests_by_worker(server: Server) -> Counter[int]:
    """Requests to Spree that each worker has counted; none yet where it has only started."""
    text = metrics(server)
    counts = Counter({int(worker): 0 for worker in re.findall(r'worker="(\d+)"', text)})
    for worker, number in re.findall(r'packshot_requests_total\{[^}]*part="/api/v1/"[^}]*worker="(\d+)"\} (\S+)', text):
        counts[int(worker)] += int(float(number))
    return counts


def test_metrics_of_several_workers_are_joined_by_name() -> None:
    own = generate_latest(WorkerCollector()).decode()
    other = own.replace(f'worker="{os.getpid()}"', 'worker="other"')
    joined = generate_latest(Families([own, other, ""])).decode()
    described = re.findall(r"^# TYPE (\S+)", joined, re.MULTILINE)
    assert len(described) == len(set(described))
    assert sorted(lines(joined)) == sorted([*lines(own), *lines(other)])


@pytest.mark.server
def test_requests_to_all_workers_are_counted_in_one_answer(settings: Settings, tmp_path: Path) -> None:
    sent = 0

    def both_have_answered() -> bool:
        nonlocal sent
        assert get(server, PATH).status_code == 401
        sent += 1
        counts = requests_by_worker(server)
        return len(counts) == 2 and min(counts.values()) > 0

    with server_process(settings, tmp_path, "--workers", "2") as server:
        await_two(settings)
        wait_until(both_have_answered, "an answer of each worker")
        wait_until(lambda: requests_by_worker(server).total() == sent, "all requests to be counted")


@pytest.mark.server
def test_a_worker_that_was_killed_makes_place_for_another_and_in_the_end_nothing_is_left(
    settings: Settings, tmp_path: Path
) -> None:
    with server_process(settings, tmp_path, "--workers", "2") as server:
        before = await_two(settings)
        killed = min(requests_by_worker(server))
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: await_two(settings) != before, "another worker in its place", PATIENCE)
        workers = requests_by_worker(server)
        assert killed not in workers
        assert len(workers) == 2
    assert [path.name for path in settings.temp_dir.iterdir()] == ["lock"]
