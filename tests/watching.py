"""Looks at a server from a process of its own: what memory it holds, and how long /healthz takes, until told to stop.

`python -m tests.watching BASE CONSTANT PROCESS` ends when its input does, and prints what it saw as JSON.
"""

import json
import statistics
import sys
import threading
import urllib.request
from pathlib import Path
from time import perf_counter, sleep

PAUSE = 0.02  # seconds


def memory(process: int) -> int:
    """Bytes that a process and all below it hold, shared ones counted once (PSS). Linux only."""
    held = 0
    for one in family(process):
        try:
            text = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:  # it ended meanwhile
            continue
        held += sum(int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:"))
    return held


def family(process: int) -> list[int]:
    """A process and all below it. Linux only."""
    found = [process]
    for one in found:
        try:
            found += [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text().split()]
        except OSError:
            continue
    return found


def watch(base: str, constant: str, process: int) -> dict[str, float]:
    """Seconds and bytes; `most` is 99 answers in a hundred stay below `most`. The constant server is asked too."""
    over = threading.Event()

    def wait() -> None:
        sys.stdin.read()
        over.set()

    threading.Thread(target=wait, daemon=True).start()
    waits, machine, held = [0.0, 0.0], [0.0, 0.0], 0
    while not over.is_set():
        waits.append(_asked(f"{base}/healthz"))
        machine.append(_asked(constant))
        held = max(held, memory(process))
        sleep(PAUSE)
    return {
        "memory": held,
        "median": statistics.median(waits),
        "most": statistics.quantiles(waits, n=100)[-1],
        "slowest": max(waits),
        "machine_most": statistics.quantiles(machine, n=100)[-1],
        "machine_slowest": max(machine),
        "looks": len(waits),
    }


def _asked(address: str) -> float:
    start = perf_counter()
    urllib.request.urlopen(address, timeout=60).close()  # noqa: S310 - our own server
    return perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(watch(sys.argv[1], sys.argv[2], int(sys.argv[3]))))  # noqa: T201 - that is its answer
