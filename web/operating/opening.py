"""The house opened for one command, and in which words a command says that it could not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from web.auth import people
from web.auth.people import PasswordTooShort, UnfitName
from web.database import migrating
from web.database.engine import NO_SCHEMA, Database, bind, engine_for
from web.database.people import NameTaken
from web.settings import Settings


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
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database, migrated when it is the embedded one; never one with a schema that we do not know."""
    engine = engine_for(settings)
    bind(engine)
    try:
        if settings.embedded:
            await migrating.migrate(engine)
        await engine.start()
        if not settings.embedded:
            await migrating.refuse_unknown_schema()
        yield engine
    finally:
        await engine.stop()
