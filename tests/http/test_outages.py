"""What a request needs and does not get is 503, or 507 for a full disk, in every face; the log says it once."""

import logging
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from httpx import Response
from litestar.testing import TestClient
from PIL import Image

from tests.admin.conftest import Visitor
from tests.application import client_for
from tests.checklist.upload_routes import MADE, NAMES, UploadRoutes, stored_files
from tests.dialects.magento.oauth_client import CALLBACK, CUSTOMERS, STAFF, Browser, OAuthApplication, verifier_of
from tests.dialects.test_one_gallery import LISTS
from tests.fixtures.hosts import reaching_this_machine
from tests.media_addresses import media
from tests.pictures import encoded, jpeg
from tests.shop import Credentials
from tests.waiting import LONG
from web.database.engines import bound
from web.database.engines.bound import bound_engine
from web.files.store import FileStore
from web.gallery.unavailable import Busy, DatabaseBusy, DatabaseUnavailable, DiskFull, StorageUnavailable, Unavailable
from web.http import outages
from web.http.outages import OutageLog
from web.imaging.sandbox.worker_process import WorkerDied, WorkerProcess
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


@pytest.mark.parametrize(("error", "status"), OUTAGES, ids=lambda value: type(value).__name__)
def test_without_a_database_the_legs_of_oauth_say_so(
    client: TestClient[Any],
    credentials: Credentials,
    error: Unavailable,
    status: int,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both legs of applications in OAuth's words, and the pages between them; and nothing is lost by it."""
    for module in ("pages", "exchange"):
        monkeypatch.setattr(f"web.dialects.magento.oauth.{module}.outages", OutageLog())
    application = OAuthApplication(client, credentials["ann"]["magento"])
    application.initiate()
    with failing(bound_engine(), DATABASE, error):
        for response in (application.send("/oauth/initiate", callback_uri=CALLBACK), application.exchange("x")):
            is_refused(response, status)
            assert response.text.startswith("oauth_problem=internal_error")
        for place in (STAFF, CUSTOMERS):
            browser = Browser(client, place)
            for ending in ("", "/simple", "/confirm", "/reject"):
                is_refused(browser.page(application.token, ending), status)
    assert {(record.getMessage(), record.exc_info) for record in caplog.records} == {
        (f"{type(error).__name__}: {SECRET}", None)
    }
    browser = Browser(client)
    browser.sign_in(application.token)
    assert application.fetch_access_token(verifier_of(browser.page(application.token, "/confirm")))


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


def test_openapi_tells_of_outages_wherever_there_is_one_to_be_met(client: TestClient[Any]) -> None:
    """503 everywhere but in answers that need nothing; 507 for whatever writes."""
    for path, operations in client.get("/openapi.json").json()["paths"].items():
        for method, operation in operations.items():
            writes = method not in ("get", "options")
            assert "503" in operation["responses"], (method, path)
            assert not writes or "507" in operation["responses"], (method, path)


@pytest.mark.parametrize("route", NAMES)
def test_when_all_are_busy_everybody_is_told_the_same_time_to_wait(
    routes: UploadRoutes, monkeypatch: pytest.MonkeyPatch, route: str
) -> None:
    def busy(*_: object) -> None:
        raise Busy("all are")

    monkeypatch.setattr("web.imaging.sandbox.pool._run", busy)
    response = routes.send(route, jpeg())
    is_refused(response, 503)
    assert response.headers["retry-after"] == str(Busy.retry_after)


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
    engine._connections().writer.db.execute("PRAGMA busy_timeout = 100")  # type: ignore[union-attr]  # SQLite's here
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


@pytest.mark.parametrize(("error", "status"), [(5, 503), (28, 507)], ids=["away", "full"])
def test_a_storage_that_fails_is_told_before_a_large_picture_begins(
    routes: UploadRoutes, monkeypatch: pytest.MonkeyPatch, error: int, status: int
) -> None:
    """Sent in pieces, whole or in part, at our own addresses and the vendors'."""
    made = routes.send("token", encoded(Image.effect_noise((1200, 1200), 90), "PNG"))
    addresses = [f"{media(made.json()['id'])}/original/x.png", *pictures(routes)]

    async def fail(*_: object, **__: object) -> None:
        raise OSError(error, SECRET)

    with monkeypatch.context() as patch:
        patch.setattr("web.files.store.obstore.get_async", fail)
        for address in addresses:
            for headers in ({}, {"Range": "bytes=0-9"}):
                is_refused(routes.client.get(address, headers=headers), status)
    assert [len(routes.client.get(address).content) > 0 for address in addresses] == [True] * len(addresses)


def test_uploads_go_on_when_temporary_folders_are_cleaned_away(routes: UploadRoutes, settings: Settings) -> None:
    assert routes.send("token", jpeg()).status_code == 201
    assert (settings.temp_dir / "decoding" / "turn").exists()
    for number, route in enumerate(NAMES):
        shutil.rmtree(settings.temp_dir)
        assert routes.send(route, jpeg(100 + number, 80)).status_code in MADE, route


@pytest.mark.parametrize("route", NAMES)
def test_while_decoders_are_killed_uploads_are_told_to_come_again(
    routes: UploadRoutes, monkeypatch: pytest.MonkeyPatch, route: str
) -> None:
    monkeypatch.setattr(WorkerProcess, "_send", killed)
    is_refused(routes.send(route, jpeg()), 503)
    monkeypatch.undo()
    assert routes.images() == []


def killed(*_: object) -> None:
    raise WorkerDied(killed=True)


def test_a_rendition_whose_decoders_were_killed_is_made_afterwards(routes: UploadRoutes) -> None:
    shown = f"{media(routes.send('token', jpeg(640, 480)).json()['id'])}/fit-100x100/x.webp"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WorkerProcess, "_send", killed)
        is_refused(routes.client.get(shown), 503)
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
        "StorageUnavailable: no answer (and 9999 more in 61 s)",
        "DiskFull: full",
    ]
    assert not any(record.exc_info for record in caplog.records)


def test_that_an_outage_is_over_is_logged_with_what_was_not_yet_counted(caplog: pytest.LogCaptureFixture) -> None:
    now = 0.0
    log = OutageLog(lambda: now)

    def lines() -> list[str]:
        found = [record.getMessage() for record in caplog.records]
        caplog.clear()
        return found

    with caplog.at_level(logging.WARNING, "web.http.outages"):
        log.record(StorageUnavailable("no answer"))
        now = 30.0
        log.record(StorageUnavailable("no answer"))
        log.look()
        assert lines() == ["StorageUnavailable: no answer"]
        now = 89.0
        log.look()
        assert lines() == []
        now = 95.0
        log.look()
        log.look()
        assert lines() == ["StorageUnavailable: not met for 65 s (and 1 more in 30 s)"]
        log.record(StorageUnavailable("no answer"))
        now = 200.0
        log.look()
        assert lines() == ["StorageUnavailable: no answer", "StorageUnavailable: not met for 105 s"]


def test_a_server_looks_for_ends_of_outages_by_itself(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = threading.Event()
    monkeypatch.setattr(outages.outages, "look", looked.set)
    with client_for(settings, periodic=True):
        assert looked.wait(LONG)


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
