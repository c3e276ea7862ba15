"""Request metrics: counted in plain numbers for every request, and formatted only when `/metrics` is requested."""

from asyncio import CancelledError
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from time import perf_counter

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.registry import REGISTRY, Collector

from web.http.connection import CLIENT_CLOSED_REQUEST, ClientDisconnected
from web.http.safe_headers import add_safe_headers

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
PARTS = ("/admin", "/media/", "/static/")


class RequestMetrics(Collector):
    """Requests by part of the product, method and status; seconds to the first byte by part."""

    def __init__(self) -> None:
        self._requests: defaultdict[tuple[str, str, int], int] = defaultdict(int)
        self._buckets: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (len(BUCKETS) + 1))
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def count(self, part: str, method: str, status: int, seconds: float) -> None:
        self._requests[part, method, status] += 1
        self._buckets[part][bisect_left(BUCKETS, seconds)] += 1
        self._seconds[part] += seconds

    def collect(self) -> Iterator[Metric]:
        requests = CounterMetricFamily("packshot_requests", "Requests answered.", labels=["part", "method", "status"])
        for (part, method, status), number in self._requests.items():
            requests.add_metric([part, method, str(status)], number)
        yield requests
        yield self._times()

    def _times(self) -> Metric:
        name, text = "packshot_request_seconds", "Time to the first byte of an answer."
        times = HistogramMetricFamily(name, text, labels=["part"])
        for part, counts in self._buckets.items():
            so_far, buckets = 0, []
            for limit, number in zip((*map(str, BUCKETS), "+Inf"), counts, strict=True):
                so_far += number
                buckets.append((limit, so_far))
            times.add_metric([part], buckets, self._seconds[part])
        return times


request_metrics = RequestMetrics()
REGISTRY.register(request_metrics)


def count_requests(app: ASGIApp, prefixes: Iterable[str]) -> ASGIApp:
    """ASGI middleware: count each request by the part of the product that answers it, and end those whose client left.

    Outermost, so it also sees to the headers that every answer has.

    `prefixes`: how the addresses of the APIs begin.
    """
    parts = sorted({*prefixes, *PARTS}, key=len, reverse=True)

    async def counted(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        start = perf_counter()
        part = next((part for part in parts if scope["path"].startswith(part)), "other")
        method = scope["method"] if scope["method"] in METHODS else "other"

        async def counting_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                request_metrics.count(part, method, message["status"], perf_counter() - start)
                add_safe_headers(message, scope)
            await send(message)

        try:
            await app(scope, receive, counting_send)
        except (ClientDisconnected, CancelledError):  # the second: the server stops, and has waited long enough
            request_metrics.count(part, method, CLIENT_CLOSED_REQUEST, perf_counter() - start)

    return counted
