"""Style sheets and scripts come once: their addresses change with them, and whoever has one is not sent it again."""

import re
from typing import Any

import pytest
from litestar.testing import TestClient

from web.http.pages.static_files import digest, files, static

GOOD = "public, max-age=31536000, immutable"


def test_a_page_names_every_sheet_and_script_by_the_digest_and_browsers_keep_them_for_good(
    client: TestClient[Any],
) -> None:
    named = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/admin/login").text)
    assert len(named) > 5
    for address in named:
        assert address.startswith(f"/static/{digest()}/")
        response = client.get(address)
        assert (response.status_code, response.headers["cache-control"]) == (200, GOOD)
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["content-type"].partition(";")[0] in {"text/css", "text/javascript", "image/svg+xml"}


def test_without_the_digest_a_file_is_asked_for_again_and_sent_only_if_it_is_another(client: TestClient[Any]) -> None:
    response = client.get("/static/css/shell/base.css")
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-cache")
    assert response.content == files()["css/shell/base.css"].body
    again = client.get("/static/css/shell/base.css", headers={"If-None-Match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_head_tells_the_length_and_sends_nothing(client: TestClient[Any]) -> None:
    response = client.head(static("css/shell/base.css"))
    assert (response.status_code, response.content) == (200, b"")
    assert int(response.headers["content-length"]) == len(files()["css/shell/base.css"].body)


@pytest.mark.parametrize(
    "path",
    [
        "/static/css/none.css", "/static/000000000000/css/shell/base.css", "/static/", "/static/css/",
        "/static/../web/app.py", "/static/%2e%2e/web/app.py", "/static/css/../css/shell/base.css%00",
    ],
)  # fmt: skip
def test_there_is_nothing_else(client: TestClient[Any], path: str) -> None:
    assert client.get(path).status_code in (400, 404)


def test_only_reading_is_answered(client: TestClient[Any]) -> None:
    assert client.post(static("css/shell/base.css")).status_code in (404, 405)
