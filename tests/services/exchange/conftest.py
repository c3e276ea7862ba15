"""A shop and a context of imports, and what galleries hold after them."""

from collections.abc import AsyncIterator
from ipaddress import ip_network
from pathlib import Path

import msgspec
import pytest

from tests.shop import CATALOGUE
from web.database.engines.bound import Database
from web.database.queries import journal
from web.database.tables import Owner as OwnerRow
from web.files.received import Limits
from web.files.store import FileStore
from web.gallery.model import Actor, Gallery
from web.outbound.fetch import Fetcher
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner, gallery_of
from web.services.exchange.importing.import_context import ImportContext
from web.services.exchange.importing.row_result import RowResult

BY = Actor(dialect="admin")


@pytest.fixture
async def shop(database: Database) -> None:
    await catalogue_file.load(msgspec.json.encode(CATALOGUE))


@pytest.fixture
def context(tmp_path: Path) -> ImportContext:
    limits = Limits(max_bytes=2**20, max_pixels=10**6, temp_dir=tmp_path / "temp")
    fetcher = Fetcher(limits, (ip_network("127.0.0.0/8"),), connect=1, first_byte=1, total=2)
    return ImportContext(files=FileStore((tmp_path / "media").as_uri()), limits=limits, fetcher=fetcher)


def write_folder(path: Path, **files: bytes) -> Path:
    path.mkdir(exist_ok=True)
    for name, data in files.items():
        file = path / name.replace("__", "/")
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    return path


async def all_results(outcomes: AsyncIterator[RowResult]) -> list[RowResult]:
    return [outcome async for outcome in outcomes]


async def result_names(outcomes: AsyncIterator[RowResult]) -> list[str]:
    return [outcome.result for outcome in await all_results(outcomes)]


async def gallery(number: int, kind: str = "product") -> Gallery:
    return (await gallery_of(await find_owner(kind, ("id", str(number))))).gallery  # type: ignore[arg-type]


async def revisions_and_entries() -> list[tuple[int, int]]:
    """Revisions and journal entries of every owner."""
    return [
        (row["revision"], len(await journal.of_owner(row["id"])))
        for row in await OwnerRow.select(OwnerRow.id, OwnerRow.revision).order_by(OwnerRow.id)
    ]
