"""Every answer says that it is not to be guessed at, not to be framed, and over https that it is to stay so."""

from typing import Any

import pytest
from litestar.testing import TestClient

from tests.application import client_for
from web.http.pages.static_files import static
from web.settings import Settings

PATHS = [
    "/api/v1/products/8/images",
    "/api/v2/products/8/images.json",
    "/api/products/8/images",
    "/api/rest/products/8/images",
    "/api/products/8/images.json",
    "/admin/",
    "/admin/login",
    "/oauth/authorize",
    "/media/1/small/x.webp",
    "/docs",
    "/openapi.json",
    "/healthz",
    "/readyz",
    "/metrics",
    "/nothing",
    "/",
    static("css/shell/base.css"),
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_what_it_says_and_in_no_frame(client: TestClient[Any], path: str) -> None:
    headers = client.get(path, follow_redirects=False).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"]
    assert "strict-transport-security" not in headers


@pytest.mark.parametrize("path", PATHS)
def test_over_https_it_stays_https(settings: Settings, path: str) -> None:
    with client_for(settings) as client:
        client.base_url = "https://testserver.local"
        headers = client.get(path, follow_redirects=False).headers
    assert headers.get_list("strict-transport-security") == ["max-age=31536000"]
