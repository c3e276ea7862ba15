"""People who sign in: their passwords and their sessions."""

import asyncio
import secrets
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from argon2.low_level import ARGON2_VERSION

from web.auth.secrets import hash_of
from web.auth.sign_in_limits import LoginThrottle
from web.database.queries import people
from web.database.queries.people import NameTaken, by_id, by_name, listing
from web.gallery.clock import SECOND, now
from web.gallery.model import Person, UserRole

__all__ = ["NameTaken", "by_id", "by_name", "listing"]  # re-exported, for callers that must not import the database

SESSION_LASTS = 14 * 24 * 3600 * SECOND
SHORTEST_PASSWORD = 8

hasher = PasswordHasher()
_threads = ThreadPoolExecutor(2, "password")  # hashing is slow on purpose; nothing else is to wait behind it


class PasswordTooShort(Exception):
    field, limit = "password", SHORTEST_PASSWORD


class LastAdmin(Exception):
    """The last admin cannot be demoted or switched off. `field`: which of the two it would have been."""

    def __init__(self, field: Literal["role", "active"]) -> None:
        super().__init__(field)
        self.field = field


class UnfitName(Exception):
    """A name is written on one line, and a colon ends it where it is sent with a password (HTTP Basic)."""

    field = "name"


async def add(name: str, role: UserRole, full_name: str = "", password: str | None = None) -> tuple[Person, str]:
    """A new person and their password, generated when none is given.

    Raises NameTaken, PasswordTooShort, UnfitName.
    """
    if not name.strip() or name != name.strip() or ":" in name or not name.isprintable():
        raise UnfitName
    hashed, password = await _hashed(password)
    return await people.add(name, full_name, role, hashed), password


async def _hashed(password: str | None) -> tuple[str, str]:
    """Hash and password, generated when none is given. Raises PasswordTooShort."""
    password = secrets.token_urlsafe(12) if password is None else password
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort
    return await asyncio.get_running_loop().run_in_executor(_threads, hasher.hash, password), password


async def change(person: Person, full_name: str, role: UserRole, active: bool) -> None:
    """Raises LastAdmin when nobody would be left who may do this."""
    leaves = person.role == "admin" and person.active and (role != "admin" or not active)
    if leaves and await people.admins() < 2:
        raise LastAdmin("active" if role == "admin" else "role")
    await people.change(person.id, full_name, role, active)


async def new_password(person: Person, password: str | None, token: str = "") -> str:
    """Set it, or a generated one; their sessions end, but for the one with this token. Raises PasswordTooShort."""
    hashed, password = await _hashed(password)
    await people.set_password(person.id, hashed, hash_of("session", token))
    return password


async def sign_in(name: str, password: str, address: str, throttle: LoginThrottle) -> str | None:
    """A fresh session token, or None for a wrong name or password. Raises TooManyAttempts, Unavailable."""
    await throttle.record_attempt(name, address)
    person = await people.by_name(name)
    hashed = (await people.password_hash(person.id) if person else None) or _hash_of_nothing()
    right = await asyncio.get_running_loop().run_in_executor(_threads, _matches, hashed, password)
    if not right or person is None or not person.active:
        return None
    await throttle.reset(name, address)
    token = secrets.token_urlsafe(32)
    await people.open_session(person.id, hash_of("session", token), now(), now() + SESSION_LASTS)
    return token


def _hash_of_nothing() -> str:
    """A hash that no password matches, at the cost of a real one: so timing does not reveal unknown names."""
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    salt, digest = (
        b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (hasher.salt_len, hasher.hash_len)
    )
    return f"$argon2id$v={ARGON2_VERSION}${cost}${salt}${digest}"


def _matches(hashed: str, password: str) -> bool:
    try:
        return hasher.verify(hashed, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


async def signed_in(token: str) -> Person | None:
    return await people.by_session(hash_of("session", token), now())


async def sign_out(token: str) -> None:
    await people.close_session(hash_of("session", token))
