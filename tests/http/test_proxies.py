"""Reverse proxies: the client's address and scheme are taken from a trusted proxy and nobody else."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from litestar.types import ASGIApp

from tests.admin.conftest import Visitor
from tests.application import application
from tests.shop import settings_in
from web.auth.sign_in_limits import ATTEMPTS
from web.settings import Settings

PROXY = "10.0.0.7"

Behind = Callable[[str], Visitor]


def through(proxy: str, app: ASGIApp) -> ASGIApp:
    async def forward(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope["client"] = (proxy, 40_000)
        await app(scope, receive, send)

    return forward


@pytest.fixture
def behind_proxy(settings: Settings, tmp_path: Path) -> Iterator[Behind]:
    trusting = settings_in(tmp_path, PACKSHOT_TRUSTED_PROXIES="10.0.0.0/24")
    with application(trusting) as app, TestClient(app):  # whose lifespan it is
        yield lambda proxy: Visitor(TestClient(through(proxy, app), raise_server_exceptions=False))


def guess_password(visitor: Visitor, client: str) -> int:
    fields = {"name": "ann", "password": "a wrong one", "_csrf_token": visitor.token()}
    return visitor.client.post("/admin/login", data=fields, headers={"X-Forwarded-For": client}).status_code


def test_guesses_are_counted_by_who_made_them_not_by_the_proxy(behind_proxy: Behind) -> None:
    visitor = behind_proxy(PROXY)
    statuses = [guess_password(visitor, f"198.51.100.{number}, 203.0.113.1") for number in range(ATTEMPTS + 1)]
    assert statuses == [401] * ATTEMPTS + [429]
    assert guess_password(visitor, "203.0.113.2") == 401


def test_what_anybody_else_says_of_their_address_is_not_believed(behind_proxy: Behind) -> None:
    visitor = behind_proxy("203.0.113.1")
    statuses = [guess_password(visitor, f"198.51.100.{number}") for number in range(ATTEMPTS + 1)]
    assert statuses == [401] * ATTEMPTS + [429]


@pytest.mark.parametrize(("proxy", "believed"), [(PROXY, True), ("203.0.113.1", False)])
def test_cookies_are_secure_when_a_trusted_proxy_was_asked_by_https(
    behind_proxy: Behind, proxy: str, believed: bool
) -> None:
    page = behind_proxy(proxy).get("/admin/login", **{"X-Forwarded-Proto": "https"})
    assert ("; secure" in page.headers["set-cookie"].lower()) is believed
