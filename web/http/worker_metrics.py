"""Metrics of all workers in one answer: each writes its own into its temporary folder, and any of them reads them all.

The folder goes with its process (`files/temporary.py`), so a worker that was killed is no longer listed once another
takes its place.
"""

import asyncio
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from prometheus_client import Gauge, Metric, generate_latest, write_to_textfile
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import REGISTRY, Collector

from web.context import AppContext
from web.database.engines import bound
from web.files.temporary import folders_beside
from web.services.jobs.periodic import PeriodicTask

TASK, INTERVAL = "metrics", 2.0  # seconds
FILE = "metrics.prom"

DATABASE_STATEMENTS = Gauge("packshot_database_statements", "SQL statements sent since the start.")
RESPONSE_CACHE_BYTES = Gauge("packshot_kept_answers_bytes", "Finished answers kept in memory.")


class WorkerCollector(Collector):
    """Everything that this process counts, labelled with its process id."""

    def collect(self) -> Iterator[Metric]:
        worker = str(os.getpid())
        for metric in REGISTRY.collect():
            marked = Metric(metric.name, metric.documentation, metric.type, metric.unit)  # some are collected again
            marked.samples = [one._replace(labels={**one.labels, "worker": worker}) for one in metric.samples]
            yield marked


class Families(Collector):
    """Metrics parsed from several texts, joined by name as the format wants them."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts

    def collect(self) -> Iterator[Metric]:
        families: dict[str, Metric] = {}
        for text in self._texts:
            for family in text_string_to_metric_families(text):
                if family.name in families:
                    families[family.name].samples += family.samples
                else:
                    families[family.name] = family
        yield from families.values()


worker_collector = WorkerCollector()


def task(context: AppContext) -> PeriodicTask:
    """Writes the metrics of this worker for the others to read; where it is alone, nothing."""

    async def write() -> None:
        if folders_beside(context.temp_dir):
            _set_gauges(context)
            write_to_textfile(str(context.temp_dir / FILE), worker_collector)

    return PeriodicTask(TASK, write, INTERVAL)


async def of_all_workers(context: AppContext) -> bytes:
    """The metrics of every worker in Prometheus' text format; the others' are up to INTERVAL old."""
    _set_gauges(context)
    own = generate_latest(worker_collector)
    others = folders_beside(context.temp_dir)
    return await asyncio.to_thread(_joined, own, others) if others else own


def _joined(own: bytes, others: list[Path]) -> bytes:
    texts = [_read(folder / FILE) for folder in others]
    return generate_latest(Families([own.decode(), *texts]))


def _set_gauges(context: AppContext) -> None:
    DATABASE_STATEMENTS.set(bound.bound_engine().statements)
    RESPONSE_CACHE_BYTES.set(context.response_cache.currsize)


def _read(file: Path) -> str:
    """Read a worker's file; empty where that worker has just ended, or has not written yet."""
    with suppress(OSError):
        return file.read_text()
    return ""
