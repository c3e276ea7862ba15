"""Browser contexts that are kept from test to test: what never changes need not be got and compiled again."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext

PATIENCE = 60_000  # milliseconds: what has not come by then never will


class Contexts:
    """Lends contexts without cookies, stored values and pages. Those of one test are never the same."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._unused: defaultdict[str, list[BrowserContext]] = defaultdict(list)  # by their address and options

    @contextmanager
    def lent(self, address: str) -> Iterator[Callable[..., BrowserContext]]:
        """Yields what takes a context's options. All are clean again when it ends."""
        lent: list[tuple[str, BrowserContext]] = []

        def lend(**options: Any) -> BrowserContext:
            kind = f"{address} {sorted(options.items())}"
            lent.append((kind, self._unused[kind].pop() if self._unused[kind] else self._make(address, options)))
            return lent[-1][1]

        yield lend
        for kind, context in lent:
            _clean(context, address)
            self._unused[kind].append(context)

    def _make(self, address: str, options: dict[str, Any]) -> BrowserContext:
        context = self._browser.new_context(base_url=address, reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        return context


def _clean(context: BrowserContext, address: str) -> None:
    stored = {"origin": address, "storageTypes": "local_storage"}
    context.new_cdp_session(context.pages[0] if context.pages else context.new_page()).send(
        "Storage.clearDataForOrigin", stored
    )
    for page in context.pages:
        page.close()
    context.clear_cookies()  # last, for an open page would be told that it is signed out
