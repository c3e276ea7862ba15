"""Liveness, readiness, metrics, and the documentation of the five dialects."""

import asyncio
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from litestar.testing import TestClient

from tests.application import client_for
from tests.shop import Credentials, settings_in
from tests.waiting import LONG
from web.app import DESCRIBED
from web.dialects import DIALECTS
from web.files.store import FileStore
from web.gallery.picture_errors import TooCostly
from web.gallery.unavailable import DatabaseBusy, DecodingUnavailable, DiskFull
from web.http.openapi import document
from web.services.maintenance import readiness
from web.settings import Settings


def test_the_process_says_that_it_lives(client: TestClient[Any]) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_it_is_ready_when_database_and_storage_answer(client: TestClient[Any]) -> None:
    assert client.get("/readyz").json() == {"status": "ok", "database": "ok", "storage": "ok"}


def test_what_does_not_answer_in_time_is_out_of_reach(client: TestClient[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(_: object) -> None:
        await asyncio.wait({asyncio.get_running_loop().create_future()}, timeout=LONG)

    async def decoded(*_: object) -> None:
        """A decoder that has yet to be started may need longer than the deadline here."""

    monkeypatch.setattr(readiness, "DEADLINE", 0.3)
    monkeypatch.setattr(readiness, "run_in_sandbox", decoded)
    monkeypatch.setattr(FileStore, "reachable", hang)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": "ok", "storage": "unreachable"}


def test_a_database_without_a_schema_is_told_from_one_out_of_reach(tmp_path: Path, postgres_server: str) -> None:
    settings = settings_in(tmp_path, PACKSHOT_DATABASE_URL=postgres_server)
    with client_for(settings, raises=True) as client:
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": "without schema", "storage": "ok"}


def test_it_says_which_part_is_out_of_reach_and_no_more(client: TestClient[Any], settings: Settings) -> None:
    folder = Path(settings.storage_url.removeprefix("file://"))
    folder.rename(folder.with_name("away"))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": "ok", "storage": "unreachable"}


@pytest.mark.parametrize(
    ("part", "name", "error", "state"),
    [
        ("storage", "web.files.store.FileStore.reachable", DiskFull("x"), "full or read-only"),
        (
            "storage",
            "web.files.store.temporary.check_writable",
            OSError(30, "Read-only file system"),
            "full or read-only",
        ),
        ("database", "web.database.queries.key_values.touch", DiskFull("x"), "full or read-only"),
        ("database", "web.database.queries.key_values.touch", DatabaseBusy("x"), "busy"),
        (
            "temporary",
            "web.services.maintenance.readiness.check_writable",
            OSError(28, "No space"),
            "full or read-only",
        ),
        ("decoders", "web.services.maintenance.readiness.run_in_sandbox", TooCostly(), "unreachable"),
        ("decoders", "web.services.maintenance.readiness.run_in_sandbox", DecodingUnavailable("x"), "unreachable"),
    ],
)
def test_a_part_that_cannot_do_its_work_is_named(
    client: TestClient[Any], monkeypatch: pytest.MonkeyPatch, part: str, name: str, error: Exception, state: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    async def fail_later(*_: object) -> None:
        raise error

    monkeypatch.setattr(name, fail if name.endswith("check_writable") else fail_later)
    response = client.get("/readyz")
    assert (response.status_code, response.json()[part]) == (503, state)


def test_a_database_that_another_process_holds_is_busy(
    client: TestClient[Any], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "DEADLINE", 0.4)
    with closing(sqlite3.connect(settings.sqlite_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert client.get("/readyz").json()["database"] == "busy"


def test_a_check_that_hangs_is_not_begun_again(client: TestClient[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    begun, over = [], Event()

    def hang(*_: object) -> None:
        begun.append(1)
        over.wait(LONG)

    monkeypatch.setattr("web.files.store.temporary.check_writable", hang)
    monkeypatch.setattr(readiness, "DEADLINE", 0.05)
    monkeypatch.setattr(readiness, "KEPT", 0.0)
    try:
        answers = [client.get("/readyz").json()["storage"] for _ in range(5)]
    finally:
        over.set()
    assert (answers, len(begun)) == (["unreachable"] * 5, 1)


def test_however_many_ask_there_is_one_look_a_second(client: TestClient[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []

    async def look(*_: object) -> None:
        looks.append(1)

    monkeypatch.setattr(FileStore, "reachable", look)
    assert {client.get("/readyz").status_code for _ in range(20)} == {200}
    assert len(looks) == 1


def test_metrics_count_requests_by_part_and_never_name_secrets(
    client: TestClient[Any], credentials: Credentials
) -> None:
    token = credentials["ann"]["spree"]["token"]
    client.get("/api/v1/products/8/images", headers={"X-Spree-Token": token})
    text = client.get("/metrics").text
    assert re.search(r'packshot_requests_total\{method="GET",part="/api/v1/",status="200",worker="\d+"\} \d', text)
    assert token not in text
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert [line for line in lines if f'worker="{os.getpid()}"' not in line] == []


@pytest.mark.parametrize(
    ("allowed", "sent", "status"),
    [
        ("", {}, 200),
        ("", {"X-Forwarded-For": "127.0.0.1"}, 403),
        ("", {"Forwarded": "for=127.0.0.1"}, 403),
        ("10.0.0.0/8", {}, 403),
        ("10.0.0.0/8, 127.0.0.1", {}, 200),
        ("10.0.0.0/8", {"Authorization": "Bearer for prometheus"}, 200),
        ("127.0.0.0/8", {"Authorization": "Bearer for somebody"}, 403),
    ],
)
def test_metrics_are_for_named_networks_and_the_token(
    tmp_path: Path, allowed: str, sent: dict[str, str], status: int
) -> None:
    """Behind a proxy that nobody trusts, everybody comes from the proxy's address."""
    settings = settings_in(tmp_path, PACKSHOT_METRICS_ALLOW=allowed, PACKSHOT_METRICS_TOKEN="for prometheus")
    with client_for(settings) as client:
        assert client.get("/metrics", headers=sent).status_code == status


def test_the_private_addresses_of_the_dialects_are_not_there_for_outside(client: TestClient[Any]) -> None:
    for dialect in DIALECTS:
        for prefix in (dialect.private, dialect.private.replace("~", "%7E"), f"{client.base_url}/{dialect.private}"):
            assert client.get(f"{prefix}/products/8/images").status_code == 404, prefix


def test_the_documentation_page_loads_nothing_from_elsewhere(client: TestClient[Any]) -> None:
    page = client.get("/docs").text
    links = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(links) >= 4
    for link in links:
        assert link.startswith("/")
        assert client.get(link).status_code == 200


def test_every_address_of_every_dialect_is_described_and_every_description_has_its_address() -> None:
    for dialect in DIALECTS:
        described = {
            (one.method.upper(), normal(dialect.match(public(one.path)), dialect))
            for one in dialect.operations
            if one.method.upper() not in ASKED_BY_CLIENTS_ALONE and dialect.match(public(one.path)) is not None
        }
        handled = {
            (str(method), re.sub(r"\{[^}]*\}", "1", path))
            for handler in dialect.handlers
            for path in handler.paths
            for method in handler.http_methods
            if str(method) not in ASKED_BY_CLIENTS_ALONE and "stands for" not in handler.opt
        }
        assert handled <= described, (dialect.name, handled - described)
        assert described <= handled, (dialect.name, described - handled)


def test_what_a_dialect_describes_beside_its_api_answers_too(client: TestClient[Any]) -> None:
    beside = [one for dialect in DIALECTS for one in dialect.operations if dialect.match(public(one.path)) is None]
    assert {one.path for one in beside} == {"/oauth/initiate", "/oauth/token"}
    assert [client.request(one.method, one.path).status_code for one in beside] == [400] * len(beside)


ASKED_BY_CLIENTS_ALONE = ("OPTIONS", "HEAD")


def public(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "1", path)


def normal(inner: str | None, dialect: Any) -> str:
    """An address inside the dialect, as its handlers write it, without suffix."""
    assert inner is not None
    for suffix in dialect.suffixes:
        inner = inner.removesuffix(suffix)
    return "/" + inner.strip("/")


def test_the_openapi_document_holds_together() -> None:
    described = document("http://127.0.0.1:8000", DESCRIBED)
    assert described["openapi"] == "3.1.0"
    schemas = described["components"]["schemas"]
    for reference in re.findall(r"#/components/schemas/([\w.]+)", str(described)):
        assert reference in schemas
    operations = [one for path in described["paths"].values() for one in path.values()]
    assert len({one["operationId"] for one in operations}) == len(operations)
    schemes = described["components"]["securitySchemes"]
    assert all(name in schemes for one in operations for need in one["security"] for name in need)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_every_dialect_describes_its_documents_examples(dialect: Any) -> None:
    examples = [body.example for one in dialect.operations for _, bodies in one.answers.values() for body in bodies]
    assert any(example is not None for example in examples)
