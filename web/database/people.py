"""People, and the sessions of those who are signed in."""

from typing import Literal

import msgspec

from web.database.tables import Person as PersonRow
from web.database.tables import Session
from web.database.transaction import Conflict, writing

Standing = Literal["admin", "staff", "customer"]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    name: str
    full_name: str
    role: Standing
    active: bool = True


class NameTaken(Exception):
    pass


COLUMNS = (PersonRow.id, PersonRow.name, PersonRow.full_name, PersonRow.role, PersonRow.active)


async def add(name: str, full_name: str, role: Standing, password_hash: str | None) -> Person:
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
    """Also clears away what has expired."""
    async with writing():
        await Session.delete().where(Session.expires_at <= created_at)
        await Session.insert(
            Session(person=person, token_hash=token_hash, created_at=created_at, expires_at=expires_at)
        )


async def by_session(token_hash: str, at: int) -> Person | None:
    """Who is signed in with this token, while the session lasts and the person is active."""
    rows = await Session.select(
        Session.person.id.as_alias("id"),
        Session.person.name.as_alias("name"),
        Session.person.full_name.as_alias("full_name"),
        Session.person.role.as_alias("role"),
    ).where(Session.token_hash == token_hash, Session.expires_at > at, Session.person.active == True)  # noqa: E712
    return Person(**rows[0]) if rows else None


async def close_session(token_hash: str) -> None:
    await Session.delete().where(Session.token_hash == token_hash)
