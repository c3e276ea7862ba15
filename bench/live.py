"""Seconds until an open page shows a change made elsewhere; the README promises two."""

import asyncio
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import httpx

from bench.pages import sign_in, token_in
from bench.servers import serving
from bench.shop import environ_in
from web.cli.commands.catalogue import load_demo
from web.settings import read_settings

PROMISED = 2.0  # seconds
CHANGES = 20
PAGE, IMAGE = "/admin/products/1", 1


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ = environ_in(Path(folder))
        asyncio.run(load_demo(read_settings(environ)))
        with serving("web.app:served", environ) as base, httpx.Client(base_url=base) as client:
            sign_in(client)
            waits = sorted(delays(client))
    median, slowest = statistics.median(waits), waits[-1]
    print(f"A change elsewhere is heard after {median:.2f} s, {slowest:.2f} s at most", end="")
    print(f" = {slowest / PROMISED:.2f} of what is promised")


def delays(client: httpx.Client) -> Iterator[float]:
    """Seconds from each change to its event."""
    token = token_in(client.get(PAGE).text)
    with client.stream("GET", f"{PAGE}/events") as events:
        lines = (line for line in events.iter_lines() if line.startswith("data:"))
        next(lines)  # the revision as it is
        for number in range(CHANGES):
            start = perf_counter()
            fields = {"_csrf_token": token, "do": "label", "label": f"Label {number}"}
            assert client.post(f"{PAGE}/images/{IMAGE}", data=fields).status_code == 303
            next(lines)
            yield perf_counter() - start
