"""People, and the sessions of those who are signed in."""

from web.database.engines.transaction import Conflict, writing
from web.database.tables import Person as PersonRow
from web.database.tables import Session
from web.gallery.model import Person, UserRole


class NameTaken(Exception):
    field = "name"


COLUMNS = (PersonRow.id, PersonRow.name, PersonRow.full_name, PersonRow.role, PersonRow.active)


async def add(name: str, full_name: str, role: UserRole, password_hash: str | None) -> Person:
    """Raises NameTaken."""
    row = PersonRow(name=name, full_name=full_name, role=role, password_hash=password_hash)
    try:
        async with writing():
            given = (await PersonRow.insert(row).returning(PersonRow.id))[0]["id"]
    except Conflict as error:
        raise NameTaken(name) from error
    return Person(id=given, name=name, full_name=full_name, role=role)


async def by_name(name: str) -> Person | None:
    rows = await PersonRow.select(*COLUMNS).where(PersonRow.name == name)
    return Person(**rows[0]) if rows else None


async def password_hash(person: int) -> str | None:
    rows = await PersonRow.select(PersonRow.password_hash).where(PersonRow.id == person)
    return rows[0]["password_hash"] if rows else None


async def open_session(person: int, token_hash: str, created_at: int, expires_at: int) -> None:
    """Insert a session; clear away those that have expired."""
    async with writing():
        await Session.delete().where(Session.expires_at <= created_at)
        await Session.insert(
            Session(person=person, token_hash=token_hash, created_at=created_at, expires_at=expires_at)
        )


async def by_session(token_hash: str, at: int) -> Person | None:
    """The person signed in with this token, while the session lasts and the person is active."""
    rows = await Session.select(
        Session.person.id.as_alias("id"),
        Session.person.name.as_alias("name"),
        Session.person.full_name.as_alias("full_name"),
        Session.person.role.as_alias("role"),
    ).where(Session.token_hash == token_hash, Session.expires_at > at, Session.person.active == True)  # noqa: E712
    return Person(**rows[0]) if rows else None


async def close_session(token_hash: str) -> None:
    await Session.delete().where(Session.token_hash == token_hash)


async def listing() -> list[Person]:
    """People by name."""
    return [Person(**row) for row in await PersonRow.select(*COLUMNS).order_by(PersonRow.name)]


async def by_id(number: int) -> Person | None:
    rows = await PersonRow.select(*COLUMNS).where(PersonRow.id == number)
    return Person(**rows[0]) if rows else None


async def change(number: int, full_name: str, role: UserRole, active: bool) -> None:
    """A person who is deactivated is signed out everywhere."""
    async with writing():
        await PersonRow.update({PersonRow.full_name: full_name, PersonRow.role: role, PersonRow.active: active}).where(
            PersonRow.id == number
        )
        if not active:
            await Session.delete().where(Session.person == number)


async def set_password(number: int, password_hash: str, but: str) -> None:
    """Ends their sessions, except the one of this token's hash."""
    async with writing():
        await PersonRow.update({PersonRow.password_hash: password_hash}).where(PersonRow.id == number)
        await Session.delete().where(Session.person == number, Session.token_hash != but)


async def admins() -> int:
    """The number of active admins."""
    return int(await PersonRow.count().where(PersonRow.role == "admin", PersonRow.active == True))  # noqa: E712
