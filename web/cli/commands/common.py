"""Shared by all commands: the settings, one line for a person's mistake, facts as JSON or as text."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import click
import msgspec

from web.auth.people import PasswordTooShort, UnfitName
from web.cli.operations.open_context import NotReachable, explain
from web.database.engines.bound import FAILURES
from web.database.engines.transaction import Conflict, Locked
from web.database.migrations import MigrationFailed
from web.database.queries.people import NameTaken
from web.gallery.picture_errors import StorageUnavailable
from web.services.catalogue.catalogue_file import BadCatalogue
from web.services.exchange.csv_files import BadSheet
from web.services.exchange.export_folder import FolderInUse
from web.services.exchange.importing.pending_jobs import NoSuchJob
from web.settings import BadSetting, Settings, read_settings

T = TypeVar("T")

EXPLAINED: tuple[type[Exception], ...] = (
    BadCatalogue,
    BadSetting,
    BadSheet,
    Conflict,
    FolderInUse,
    Locked,
    MigrationFailed,
    NameTaken,
    NoSuchJob,
    PasswordTooShort,
    StorageUnavailable,
    UnfitName,
    NotReachable,
    OSError,
    *FAILURES,
)


def as_json(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")(command)


def run(work: Callable[[Settings], Coroutine[Any, Any, T]]) -> T:
    """Run it with the settings; a person's mistake is one line on standard error and exit status 1."""
    try:
        return asyncio.run(work(read_settings()))
    except EXPLAINED as error:
        raise click.ClickException(explain(error)) from error


def print_result(as_json: bool, facts: object, text: str) -> None:
    """Print the facts as one JSON object, or the text for people."""
    click.echo(msgspec.json.encode(facts).decode() if as_json else text)
