"""Everybody else is answered while somebody sends what costs most, and while somebody else holds the database."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.dialects.magento.client import authorization
from tests.pictures import png
from tests.server_process import client_of, server_process
from tests.shop import Credentials
from tests.slow.neighbours import neighbours_are_answered
from web.settings import Settings

pytestmark = [pytest.mark.slow, pytest.mark.server]
MAGENTO = "/api/rest/products/8/images"
LIST = "/api/v1/products/28/images"
FLOODS = {
    "attributes": b"<a " + b" ".join(b'a%d="1"' % number for number in range(2_300_000)) + b"/>",
    "elements": b"<a>" + b"<b/>" * 5_000_000 + b"</a>",
    "lines": b"<a><file_content>" + b"\n" * (30 * 2**20) + b"</file_content></a>",
    "members": b'{"file_content": "", "a": [' + b"1," * 10_000_000 + b"1]}",
    "levels": b'{"a":' + b"[" * 10_000_000,
}


def bodies(base: str, credentials: Credentials) -> list[int]:
    """Send each to BigCommerce and to Magento; the statuses."""
    statuses = []
    with client_of(base) as client:
        for name, body in FLOODS.items():
            kind = "application/json" if name in ("members", "levels") else "application/xml"
            big = {"X-Auth-Token": credentials["ann"]["bigcommerce"]["access_token"], "Content-Type": kind}
            statuses.append(client.post("/api/v2/products/8/images", content=body, headers=big).status_code)
            signed = authorization(credentials["ann"]["magento"], "POST", base + MAGENTO)
            sent = client.post(MAGENTO, content=body, headers={"Content-Type": kind, "Authorization": signed})
            statuses.append(sent.status_code)
    return statuses


def test_while_bodies_come_that_cost_most_others_are_answered(
    settings: Settings, credentials: Credentials, tmp_path: Path
) -> None:
    key = {"X-Spree-Token": credentials["ann"]["spree"]["token"]}
    with server_process(settings, tmp_path) as server, neighbours_are_answered(server.base, LIST, key):
        assert {status for status in bodies(server.base, credentials) if not 400 <= status < 500} == set()


def test_while_somebody_else_holds_the_database_others_read_and_writers_come_again(
    settings: Settings, credentials: Credentials, tmp_path: Path
) -> None:
    key = {"X-Spree-Token": credentials["ann"]["spree"]["token"]}
    token = {"Authorization": f"Token {credentials['ann']['token']['key']}"}

    def upload(number: int) -> httpx.Response:
        with client_of(server.base) as client:
            return client.post("/api/products/8/images", headers=token, files={"image": ("a.png", png(number + 1))})

    with server_process(settings, tmp_path) as server, closing(sqlite3.connect(settings.sqlite_path)) as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        with neighbours_are_answered(server.base, LIST, key), ThreadPoolExecutor(12) as people:
            answers = list(people.map(upload, range(12)))
        other.execute("COMMIT")
        assert {answer.status_code for answer in answers} == {503}
        assert all("retry-after" in answer.headers for answer in answers)
        assert upload(1).status_code == 201
