"""What the commands do: one coroutine each, returning the facts that the command prints."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec

from web.auth import people
from web.auth.credentials import Dialect, Scope, issue
from web.auth.people import PasswordTooShort, UnfitName
from web.auth.sealing import Sealer
from web.clock import as_datetime, now
from web.database import credentials, import_jobs, migrating
from web.database import people as people_rows
from web.database.engine import NO_SCHEMA, Database, bind, engine_for, reachable
from web.database.people import NameTaken, Standing
from web.demo.loading import load
from web.gallery.formats import format_of_extension
from web.gallery.model import MIDDLE
from web.media import free_address
from web.renditions.free import Way, free_size
from web.services import catalogue, doctor, exporting, findings, sweeping
from web.services.importing.begin import begin
from web.services.importing.jobs import State, import_left, jobs_in
from web.services.importing.means import Means
from web.services.importing.outcome import Outcome
from web.services.importing.readings import Pattern
from web.services.pictures import UnknownPicture, by_number, of_image
from web.settings import Settings
from web.storage.files import FileStore
from web.storage.intake import Limits
from web.storage.remote import Fetcher
from web.telling import Telling


class NotThere(Exception):
    """A person or credential that the command names does not exist."""


def explain(error: Exception) -> str:
    """One line for whoever typed the command."""
    match error:
        case NameTaken():
            return f"there is a person called {error} already"
        case UnfitName():
            return "a name is one line of text without a colon, and without blanks around it"
        case PasswordTooShort():
            return f"a password needs at least {people.SHORTEST_PASSWORD} characters"
        case _ if isinstance(error, NO_SCHEMA):
            return "the database has no schema yet: run packshot migrate"
        case OSError():
            return f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
        case _:
            return " ".join(str(error).split())


@asynccontextmanager
async def _open(settings: Settings) -> AsyncIterator[Database]:
    """The database, migrated when it is the embedded one."""
    engine = engine_for(settings)
    bind(engine)
    try:
        if settings.embedded:
            await migrating.migrate(engine)
        await engine.start()
        yield engine
    finally:
        await engine.stop()


async def migrate(settings: Settings) -> None:
    engine = engine_for(settings)
    try:
        await migrating.migrate(engine)
    finally:
        await engine.stop()


async def prepare_to_serve(settings: Settings, host: str, port: int) -> tuple[str, int]:
    """Find out beforehand what would keep the server from serving, where it can still be told in one line.

    The address to be told to people, and the port: for port 0 one that is free.
    """
    settings.import_dir.mkdir(parents=True, exist_ok=True)
    async with _open(settings):
        await reachable()
    await FileStore(settings.storage_url).reachable()
    port = await asyncio.to_thread(_free_port, host, port)
    shown = f"[{host}]" if ":" in host else host
    return settings.base_url or f"http://{shown}:{port}", port


def _free_port(host: str, port: int) -> int:
    """An address in use is an OSError here, and a page of text later."""
    for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        with socket.create_server((address[0], port, *address[2:]), family=family) as server:
            port = server.getsockname()[1]
    return port


async def load_demo(settings: Settings, progress: bool) -> dict[str, Any]:
    async with _open(settings):
        return await load(settings, FileStore(settings.storage_url), progress)


async def load_catalogue(settings: Settings, file: Path) -> dict[str, int]:
    text = await asyncio.to_thread(file.read_bytes)
    async with _open(settings):
        return msgspec.structs.asdict(await catalogue.load(text))


async def dump_catalogue(settings: Settings) -> bytes:
    async with _open(settings):
        return await catalogue.dump()


async def write_file(file: Path, text: bytes) -> None:
    await asyncio.to_thread(file.write_bytes, text)


async def add_person(
    settings: Settings, name: str, role: Standing, full_name: str, password: str | None
) -> dict[str, Any]:
    async with _open(settings):
        person, given = await people.add(name, role, full_name, password)
    facts: dict[str, Any] = {"id": person.id, "name": name, "role": role, "full_name": full_name}
    return facts | ({"password": given} if password is None else {})


async def add_credential(
    settings: Settings, user: str, dialect: Dialect, scope: Scope, application: str
) -> dict[str, int | str]:
    async with _open(settings):
        person = await people_rows.by_name(user)
        if person is None:
            raise NotThere(f"there is nobody called {user}")
        return await issue(person, dialect, scope, Sealer(settings.secret_key), application)


async def list_credentials(settings: Settings) -> list[dict[str, Any]]:
    async with _open(settings):
        listed = await credentials.listing()
    return [
        {
            "id": one.id,
            "user": one.person,
            "dialect": one.dialect,
            "scope": one.scope,
            "application": one.application,
            "created_at": as_datetime(one.created_at).isoformat(),
            "revoked": one.revoked_at is not None,
        }
        for one in listed
    ]


async def revoke_credential(settings: Settings, number: int) -> None:
    async with _open(settings):
        if not await credentials.revoke(number, now()):
            raise NotThere(f"there is no credential {number}")


async def examine(settings: Settings, repair: bool) -> doctor.Report:
    async with _open(settings):
        return await doctor.examine(FileStore(settings.storage_url), repair)


async def picture_address(
    settings: Settings, number: int, width: int | None, height: int | None, way: Way, ending: str
) -> dict[str, int | str]:
    """Of the image of that id, or whose picture once had that number."""
    async with _open(settings):
        try:
            picture, _ = await of_image((await by_number(number)).image)
        except UnknownPicture as error:
            raise NotThere(f"there is no image {number}") from error
    if picture.gone:
        raise NotThere(f"image {picture.image} was removed")
    size = free_size(width, height, way, picture.focus or MIDDLE)
    path = free_address(Sealer(settings.secret_key), picture, size, format_of_extension(ending) or picture.format)
    return {"image": picture.image, "picture": picture.number, "address": f"{settings.base_url or ''}{path}"}


async def sweep(settings: Settings) -> sweeping.Swept:
    async with _open(settings):
        return await sweeping.sweep(FileStore(settings.storage_url), settings.grace_days)


async def list_findings(settings: Settings) -> list[findings.Noted]:
    async with _open(settings):
        return [noted async for noted in findings.all_findings(settings.findings)]


def _means(settings: Settings, dry_run: bool) -> Means:
    limits = Limits(max_bytes=settings.max_upload_bytes, max_pixels=settings.max_pixels)
    fetcher = Fetcher(limits, settings.fetch_allow)
    return Means(files=FileStore(settings.storage_url), limits=limits, fetcher=fetcher, dry_run=dry_run)


async def import_pictures(
    settings: Settings, source: Path, match: Pattern | None, retry: bool, dry_run: bool, telling: Telling
) -> None:
    async with _open(settings):
        telling.note(dry_run=dry_run)
        total, outcomes = await begin(source, match, retry, _means(settings, dry_run))
        telling.expect(total)
        await _told(outcomes, telling)


async def _told(outcomes: AsyncIterator[Outcome], telling: Telling) -> None:
    async for outcome in outcomes:
        telling.tell(outcome)


async def list_jobs(settings: Settings, states: Sequence[State]) -> dict[str, Any]:
    """Those in these states; with none named, all that are not done."""
    async with _open(settings):
        jobs = [msgspec.structs.asdict(job) async for job in jobs_in(states or import_jobs.LEFT)]
        return {"jobs": jobs, "counts": await import_jobs.counts()}


async def retry_jobs(settings: Settings, which: Sequence[int], dry_run: bool, telling: Telling) -> None:
    async with _open(settings):
        telling.note(dry_run=dry_run)
        counts = await import_jobs.counts()
        telling.expect(len(which) or sum(counts.get(state, 0) for state in import_jobs.LEFT))
        await _told(import_left(_means(settings, dry_run), which), telling)


async def export(settings: Settings, folder: Path, telling: Telling) -> None:
    async with _open(settings):
        telling.note(folder=str(folder))
        telling.expect(await exporting.number_of_images())
        await _told(exporting.export(folder, FileStore(settings.storage_url)), telling)
