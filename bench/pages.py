"""The admin's pages over the demo: milliseconds of each, and as a multiple of Litestar answering a constant."""

import asyncio
import re
import tempfile
from pathlib import Path
from time import perf_counter

import httpx

from bench.servers import serving
from bench.shop import environ_in
from web.cli.commands.catalogue import load_demo
from web.settings import read_settings

ADMIN = ("ada", "demo-admin-ada")
PAGES = (
    "/admin/",
    "/admin/?q=mug",
    "/admin/?lacks=images",
    "/admin/?sort=changed",
    "/admin/products/1",
    "/admin/products/1?store=2",
    "/admin/products/1/labels",
    "/admin/products/1/preview",
    "/admin/products/1/images/1/details",
    "/admin/coverage",
    "/admin/coverage/images?store=1&about=missing",
    "/admin/history",
    "/admin/trash",
    "/admin/connections",
    "/admin/webhooks",
    "/admin/people",
    "/admin/stores",
    "/admin/health",
)
TRIES = 20


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ = environ_in(Path(folder))
        asyncio.run(load_demo(read_settings(environ)))
        with serving("bench.constant:create", environ) as base, httpx.Client(base_url=base) as client:
            constant = fastest(client, "/constant")
        with serving("web.app:served", environ) as base, httpx.Client(base_url=base) as client:
            sign_in(client)
            taken = {path: fastest(client, path) for path in PAGES}
    print(f"Pages. Litestar answering a constant: {1000 * constant:.1f} ms = 1.0\n")
    print(f"{'GET':<46}{'ms':>8}{'ratio':>8}")
    for path, seconds in taken.items():
        print(f"{path:<46}{1000 * seconds:>8.1f}{seconds / constant:>8.1f}")


def sign_in(client: httpx.Client) -> None:
    name, password = ADMIN
    fields = {"_csrf_token": token_in(client.get("/admin/login").text), "name": name, "password": password}
    assert client.post("/admin/login", data=fields).status_code == 303


def token_in(page: str) -> str:
    """The CSRF token of its forms."""
    found = re.search(r'name="_csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def fastest(client: httpx.Client, path: str) -> float:
    """Seconds, of several tries."""
    return min(_seconds(client, path) for _ in range(TRIES))


def _seconds(client: httpx.Client, path: str) -> float:
    start = perf_counter()
    assert client.get(path).status_code == 200
    return perf_counter() - start
