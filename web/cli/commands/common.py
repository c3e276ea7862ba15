"""Shared by all commands: settings, the opened context, one line for a person's mistake, facts as JSON or as text."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import TypeVar

import click
import msgspec

from web.auth import people
from web.auth.people import PasswordTooShort, UnfitName
from web.database import migrations
from web.database.engines.bound import FAILURES, NO_SCHEMA, Database, bind, engine_for
from web.database.engines.transaction import Conflict
from web.database.migrations import MigrationFailed
from web.database.queries.people import NameTaken
from web.gallery.unavailable import Unavailable
from web.imaging.sandbox.pool import share_memory_in
from web.services.catalogue.catalogue_file import BadCatalogue
from web.services.exchange.csv_files import BadSheet
from web.services.exchange.export_folder import FolderInUse
from web.services.exchange.importing.runs import NoSuchJob
from web.settings import BadSetting, Settings, read_settings


class NotReachable(Exception):
    """A person or credential that the command names does not exist."""


F = TypeVar("F", bound=Callable[..., object])
T = TypeVar("T")

EXPLAINED: tuple[type[Exception], ...] = (
    BadCatalogue,
    BadSetting,
    BadSheet,
    Conflict,
    FolderInUse,
    MigrationFailed,
    NameTaken,
    NoSuchJob,
    PasswordTooShort,
    Unavailable,
    UnfitName,
    NotReachable,
    OSError,
    *FAILURES,
)


def as_json(command: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")(command)


def run(work: Callable[[Settings], Coroutine[object, None, T]]) -> T:
    """Run it with the settings; a person's mistake is one line on standard error and exit status 1."""
    try:
        settings = read_settings()
        share_memory_in(settings.temp_dir)
        return asyncio.run(work(settings))
    except EXPLAINED as error:
        raise click.ClickException(explain(error)) from error


def print_result(as_json: bool, facts: object, text: str) -> None:
    """Print the facts as one JSON object, or the text for people."""
    click.echo(msgspec.json.encode(facts).decode() if as_json else text)


def explain(error: Exception) -> str:
    """Explain an error in one line, for the person who typed the command."""
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
async def open_context(settings: Settings) -> AsyncIterator[Database]:
    """The database, migrated when it is the embedded one; never one with a schema that we do not know."""
    engine = engine_for(settings, for_command=True)
    bind(engine)
    try:
        if settings.embedded:
            await migrations.migrate(engine)
        await engine.start()
        if not settings.embedded:
            await migrations.refuse_unknown_schema()
        yield engine
    finally:
        await engine.stop()
