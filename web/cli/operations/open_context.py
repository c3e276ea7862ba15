"""The context opened for one command, and the message of a command that could not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from web.auth import people
from web.auth.people import PasswordTooShort, UnfitName
from web.database import migrations
from web.database.engines.bound import NO_SCHEMA, Database, bind, engine_for
from web.database.queries.people import NameTaken
from web.settings import Settings


class NotReachable(Exception):
    """A person or credential that the command names does not exist."""


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
    engine = engine_for(settings)
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
