"""What a request needs and does not get is 503, or 507 for a full disk, in every face; the log says it once."""

import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from httpx import Response
from litestar.testing import TestClient

from tests.admin.conftest import Visitor
from tests.checklist.upload_routes import NAMES, UploadRoutes, stored_files
from tests.dialects.test_one_gallery import LISTS
from tests.fixtures.hosts import reaching_this_machine
from tests.media_addresses import media
from tests.pictures import jpeg
from tests.shop import Credentials
from web.database.engines import bound
from web.database.engines.bound import bound_engine
from web.files.store import FileStore
from web.gallery.unavailable import DatabaseBusy, DatabaseUnavailable, DiskFull, StorageUnavailable, Unavailable
from web.http.outages import OutageLog
from web.settings import Settings


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return reaching_this_machine(settings)


@pytest.fixture
def routes(client: TestClient[Any], credentials: Credentials, settings: Settings, host: str) -> UploadRoutes:
    return UploadRoutes(client, credentials, settings, host)


SECRET = "at 10.0.0.7 as postgres"
ACCEPTED = ("application/json", "application/xml", "text/html")


@contextmanager
def failing(target: object, names: tuple[str, ...], error: Exception) -> Iterator[None]:
    """Every call of these methods fails so."""

    async def fail(*_: object, **__: object) -> None:
        raise error

    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setattr(target, name, fail)
        yield


def is_refused(response: Response, status: int) -> None:
    assert response.status_code == status, f"{response.url}: {response.text[:300]}"
    assert int(response.headers["retry-after"]) > 0
    assert SECRET not in response.text + str(response.headers)


DATABASE = ("hot", "long", "run_querystring")
OUTAGES = [(DatabaseUnavailable(SECRET), 503), (DatabaseBusy(SECRET), 503), (DiskFull(SECRET), 507)]


@pytest.mark.parametrize(("error", "status"), OUTAGES, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("accept", ACCEPTED)
def test_without_a_database_every_face_says_so(
    routes: UploadRoutes, credentials: Credentials, error: Unavailable, status: int, accept: str
) -> None:
    """Reads, writes, sign-in, pages with a session and without, tokens, pictures and their vendor-shaped addresses."""
    assert routes.send("token", jpeg()).status_code == 201
    reads = [*(make(credentials) for make in LISTS.values()), *((path, {}) for path in pictures(routes))]
    token = {"Authorization": f"Bearer {routes.issued['packshot']['token']}"}
    reads += [("/admin/", {}), ("/admin/products/8", {}), ("/admin/health", {}), ("/admin/products/8", token)]
    routes.visitor.get("/admin/")
    with failing(bound_engine(), DATABASE, error):
        for path, headers in reads:
            is_refused(routes.client.get(path, headers={**headers, "Accept": accept}), status)
        for route in NAMES:
            is_refused(routes.send(route, jpeg()), status)
        is_refused(routes.visitor.post("/admin/login", {"name": "ann", "password": "x"}), status)
    assert routes.client.get("/admin/products/8").status_code == 200


def pictures(routes: UploadRoutes) -> list[str]:
    """Addresses of pictures, each with a mark that no cache has seen."""
    return [re.sub(r"^https?://[^/]+", "", address) for address in routes.addresses()]


@pytest.mark.parametrize("route", NAMES)
@pytest.mark.parametrize(
    ("error", "status"), [(StorageUnavailable(SECRET), 503), (DiskFull(SECRET), 507)], ids=["away", "full"]
)
def test_a_storage_that_takes_nothing_keeps_nothing_of_the_request(
    routes: UploadRoutes, settings: Settings, route: str, error: Unavailable, status: int
) -> None:
    with failing(FileStore, ("keep", "keep_bytes"), error):
        is_refused(routes.send(route, jpeg()), status)
    assert (routes.images(), stored_files(settings)) == ([], [])
    assert not list(settings.temp_dir.glob("**/packshot-*"))


@pytest.mark.parametrize("route", NAMES)
def test_no_room_for_the_body_is_a_full_disk(routes: UploadRoutes, monkeypatch: pytest.MonkeyPatch, route: str) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", f"/var/{SECRET}")

    monkeypatch.setattr("web.files.received.open_temporary", full)
    is_refused(routes.send(route, jpeg()), 507)


def test_while_another_process_holds_the_database_writes_are_told_to_come_again(
    routes: UploadRoutes, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = bound_engine()
    routes.visitor.get("/admin/")
    monkeypatch.setattr(engine, "_patience", 0.1)
    engine._connections().writer.db.execute("PRAGMA busy_timeout = 100")  # type: ignore[union-attr]
    with closing(sqlite3.connect(settings.sqlite_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for route in NAMES:
            is_refused(routes.send(route, jpeg()), 503)
        is_refused(Visitor(routes.client).sign_in(), 503)
        assert routes.images() == []
    assert routes.send("token", jpeg()).status_code == 201


def test_a_rendition_that_could_not_be_written_is_made_when_there_is_room_again(routes: UploadRoutes) -> None:
    image = routes.send("token", jpeg(640, 480)).json()["id"]
    shown = f"{media(image)}/fit-100x100/x.webp"
    with failing(FileStore, ("keep",), DiskFull(SECRET)):
        is_refused(routes.client.get(shown), 507)
    assert routes.client.get(shown).status_code == 200


def test_an_outage_is_one_line_with_a_count(caplog: pytest.LogCaptureFixture) -> None:
    now = 0.0
    log = OutageLog(lambda: now)
    with caplog.at_level(logging.ERROR, "web.http.outages"):
        for _ in range(10_000):
            log.record(StorageUnavailable("no answer\nin time"))
        now = 61.0
        log.record(StorageUnavailable("no answer"))
        log.record(DiskFull("full"))
    assert [record.getMessage() for record in caplog.records] == [
        "StorageUnavailable: no answer in time",
        "StorageUnavailable: no answer (and 9999 times more in the last minutes)",
        "DiskFull: full",
    ]
    assert not any(record.exc_info for record in caplog.records)


def test_nothing_else_is_logged_of_an_outage(
    routes: UploadRoutes, credentials: Credentials, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("web.dialects.spec", "web.admin.shell.errors", "web.media.responses"):
        monkeypatch.setattr(f"{module}.outages", OutageLog())
    with failing(bound_engine(), DATABASE, DatabaseUnavailable("away")):
        for _ in range(5):
            for path, headers in (make(credentials) for make in LISTS.values()):
                routes.client.get(path, headers=headers)
    logged = [(record.getMessage(), record.exc_info) for record in caplog.records]
    assert logged == [("DatabaseUnavailable: away", None)]


def test_requests_wait_less_than_commands() -> None:
    assert bound.PATIENCE < bound.COMMAND_PATIENCE
