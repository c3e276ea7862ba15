"""What `/metrics` tells of requests: counted in plain numbers, for every request, and worded only when asked."""

import os
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.registry import REGISTRY, Collector

LIMITS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds


class Requests(Collector):
    """Answers by part of the product, method and status; seconds to the first byte by part."""

    def __init__(self) -> None:
        self._answers: defaultdict[tuple[str, str, int], int] = defaultdict(int)
        self._buckets: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (len(LIMITS) + 1))
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def count(self, part: str, method: str, status: int, seconds: float) -> None:
        self._answers[part, method, status] += 1
        self._buckets[part][bisect_left(LIMITS, seconds)] += 1
        self._seconds[part] += seconds

    def collect(self) -> Iterator[Metric]:
        answers = CounterMetricFamily("packshot_requests", "Requests answered.", labels=["part", "method", "status"])
        for (part, method, status), number in self._answers.items():
            answers.add_metric([part, method, str(status)], number)
        yield answers
        yield self._times()

    def _times(self) -> Metric:
        name, text = "packshot_request_seconds", "Time to the first byte of an answer."
        times = HistogramMetricFamily(name, text, labels=["part"])
        for part, counts in self._buckets.items():
            so_far, buckets = 0, []
            for limit, number in zip((*map(str, LIMITS), "+Inf"), counts, strict=True):
                so_far += number
                buckets.append((limit, so_far))
            times.add_metric([part], buckets, self._seconds[part])
        return times


requests = Requests()
REGISTRY.register(requests)


class OfThisWorker(Collector):
    """Everything that is counted, marked with the worker that counted it.

    Of several workers one answers, whichever comes to it: by the label their numbers stay apart.
    """

    def collect(self) -> Iterator[Metric]:
        worker = str(os.getpid())
        for metric in REGISTRY.collect():
            marked = Metric(metric.name, metric.documentation, metric.type, metric.unit)  # some are given out again
            marked.samples = [one._replace(labels={**one.labels, "worker": worker}) for one in metric.samples]
            yield marked


of_this_worker = OfThisWorker()
