"""The application under test: its routes are built once per worker process, what varies is swapped beneath them."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from httpx import Cookies, Response
from litestar import Litestar
from litestar.testing import TestClient
from litestar.types import ASGIApp

from web.app import routes, with_settings
from web.settings import Settings

# By the size of request bodies, the one setting that the routes know. Building them takes a third of a second.
_unused: defaultdict[int, list[Litestar]] = defaultdict(list)


@contextmanager
def application(settings: Settings, *, periodic: bool = True) -> Iterator[ASGIApp]:
    """The product with these settings. Several may be open at once: each has routes of its own meanwhile.

    Routes that were left by an error are not used again.
    """
    unused = _unused[settings.max_upload_bytes]
    framework = unused.pop() if unused else routes(settings)
    yield with_settings(framework, settings, periodic=periodic)
    unused.append(framework)


@contextmanager
def client_for(settings: Settings, *, raises: bool = False, periodic: bool = False) -> Iterator[TestClient[Any]]:
    """A client while the application is up. `raises`: errors the application did not expect reach the test.

    Without periodic tasks, unless asked for: their statements would be counted with those of the requests.
    """
    with application(settings, periodic=periodic) as app, TestClient(app, raise_server_exceptions=raises) as client:
        client._cookies = CookieJar()
        yield client


class CookieJar(Cookies):
    """Looks for cookies only in answers that set some; for any other the library does a tenth of its work in vain."""

    def extract_cookies(self, response: Response) -> None:
        if "set-cookie" in response.headers:
            super().extract_cookies(response)
