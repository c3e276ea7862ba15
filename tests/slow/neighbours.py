"""Everybody else while something goes wrong: the server's health, and a list that has nothing to do with it."""

import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median
from threading import Event

from tests.server_process import client_of

PROMPT = 0.1  # seconds: half of the health checks are answered by then; the others may meet a busy machine
PATIENT = 5.0  # seconds: nobody waits for longer
PAUSE = 0.05  # seconds between two looks


@contextmanager
def neighbours_are_answered(base: str, path: str, headers: Mapping[str, str]) -> Iterator[None]:
    """Ask a server for its health and for this list, which answers 200, for as long as the block goes on.

    Fails afterwards if an answer was another or came too late, or if there was no time for a single look.
    """
    over = Event()
    with ThreadPoolExecutor(2) as threads:
        health = threads.submit(_answer_times, base, "/healthz", {}, over)
        lists = threads.submit(_answer_times, base, path, headers, over)
        try:
            yield
        finally:
            over.set()
    assert median(health.result()) <= PROMPT
    assert max(health.result() + lists.result()) <= PATIENT


def _answer_times(base: str, path: str, headers: Mapping[str, str], over: Event) -> list[float]:
    """Seconds of each answer."""
    times: list[float] = []
    with client_of(base) as client:
        while not (times and over.wait(PAUSE)):
            begun = time.monotonic()
            response = client.get(path, headers=dict(headers))
            times.append(time.monotonic() - begun)
            assert response.status_code == 200, f"{path}: {response.status_code} {response.text}"
    return times
