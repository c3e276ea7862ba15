"""What tests stand on: a real SQLite file per test, copied from one that was filled_shop once, and a client."""

import asyncio
import secrets
import shutil
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import hypothesis
import pytest
from argon2 import PasswordHasher
from litestar.testing import TestClient

from tests.application import client_for
from tests.needs import in_ci
from tests.s3 import s3
from tests.servers import fresh_database, postgres
from tests.shop import Credentials, fill_shop, settings_in
from web.auth import people
from web.database.engines.bound import Database, bind
from web.database.engines.postgres import Postgres
from web.database.engines.sqlite import SQLite
from web.database.migrations import migrate
from web.settings import Settings

HERE = Path(__file__).parent

# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")
pytest_plugins = [
    "tests.fixtures.files",
    "tests.fixtures.hosts",
    "tests.fixtures.renditions",
    "tests.memory_disk",
    "tests.scheduling",
]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[PasswordHasher]:
    """Passwords are hashed in no time, for hundreds of tests sign in. Yields the hasher of the product."""
    with pytest.MonkeyPatch.context() as patch:
        real = people.hasher
        patch.setattr(people, "hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield real


@pytest.fixture(scope="session")
def filled_shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Credentials]:
    """A folder with a filled_shop database, and the credentials in it."""
    folder = tmp_path_factory.mktemp("filled_shop")
    return folder, fill_shop(settings_in(folder))


@pytest.fixture
def credentials(filled_shop: tuple[Path, Credentials]) -> Credentials:
    return filled_shop[1]


@pytest.fixture
def settings(filled_shop: tuple[Path, Credentials], tmp_path: Path) -> Settings:
    """The small shop in a database and a storage of this test's own."""
    shutil.copy(filled_shop[0] / "packshot.sqlite", tmp_path / "packshot.sqlite")
    (tmp_path / "import").mkdir()
    return settings_in(tmp_path)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient[Any]]:
    with client_for(settings) as client:
        yield client


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """One real PostgreSQL for the whole run."""
    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def s3_server() -> Iterator[dict[str, str]]:
    """One real S3-compatible server for the whole run, as the environment says where it is."""
    with s3() as environ:
        yield environ


@pytest.fixture
def bucket(s3_server: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a place in it of this test's own, with the environment that leads there."""
    for name, value in s3_server.items():
        monkeypatch.setenv(name, value)
    url = f"{s3_server['PACKSHOT_STORAGE_URL']}/{secrets.token_hex(4)}"
    monkeypatch.setenv("PACKSHOT_STORAGE_URL", url)
    return url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """A migrated, empty database there, to be copied."""
    asyncio.run(_make_template(postgres_server))
    return "packshot_template"


async def _make_template(server: str) -> None:
    connection = await asyncpg.connect(server)
    await connection.execute("CREATE DATABASE packshot_template")
    await connection.close()
    engine = Postgres(urlsplit(server)._replace(path="/packshot_template").geturl())
    await migrate(engine)
    await engine.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "packshot.sqlite"
    asyncio.run(_migrated(path))
    return path


async def _migrated(path: Path) -> None:
    engine = SQLite(str(path))
    await migrate(engine)
    await engine.stop()


@pytest.fixture(params=["sqlite", "postgres"])
def template(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Each engine in turn: a migrated database to copy, as (server or nothing, its name or path)."""
    if request.param == "sqlite":
        return "", str(request.getfixturevalue("sqlite_template"))
    return request.getfixturevalue("postgres_server"), request.getfixturevalue("postgres_template")


@pytest.fixture
async def database(template: tuple[str, str], tmp_path: Path) -> AsyncIterator[Database]:
    """A migrated database of this test's own, on each engine in turn, bound to the tables."""
    server, source = template
    if not server:
        async with _bound(SQLite(str(shutil.copy(source, tmp_path / "own.sqlite")))) as engine:
            yield engine
    else:
        async with fresh_database(server, source) as url, _bound(Postgres(url)) as engine:
            yield engine


@asynccontextmanager
async def _bound(engine: Database) -> AsyncIterator[Database]:
    bind(engine)
    await engine.start()
    try:
        yield engine
    finally:
        await engine.stop()


# What a test stands on says what it needs, so that `make test-fast` can leave out what takes long.
NEEDS = {"browser": "browser", "postgres_server": "postgres", "s3_server": "s3", "server": "server"}
# The vendors' own client libraries speak to a server; tables of every operation, by caller or as described, are long.
FILES = {
    "test_clients.py": "server",
    "test_curl_and_requests.py": "server",
    "test_expect.py": "server",
    "test_access.py": "slow",
    "test_describe.py": "slow",
    "test_described.py": "slow",
    "test_who_may.py": "slow",
    "test_written_back.py": "slow",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in NEEDS:
                item.add_marker(NEEDS[fixture])
        callspec = getattr(item, "callspec", None)
        if callspec and callspec.params.get("template") == "postgres":
            item.add_marker("postgres")
        if "slow" in item.path.relative_to(HERE).parts:
            item.add_marker("slow")
        if item.path.name in FILES:
            item.add_marker(FILES[item.path.name])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI nothing is skipped: a skipped test is a failed one there."""
    report = yield
    if report.skipped and in_ci():
        report.outcome = "failed"
    return report
