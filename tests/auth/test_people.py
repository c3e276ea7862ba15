"""Signing in: passwords, sessions and the brake on guessing; on both engines where rows are involved."""

import asyncio
import threading

import pytest
from argon2 import PasswordHasher, Type, extract_parameters
from argon2.exceptions import VerifyMismatchError

from web.auth import people
from web.auth.people import PasswordTooShort
from web.auth.sign_in_limits import ATTEMPTS, LoginThrottle, TooManyAttempts
from web.database.engines.bound import Database
from web.database.queries import people as rows
from web.database.queries.people import NameTaken
from web.gallery.clock import now

pytestmark = pytest.mark.anyio


async def test_a_right_password_opens_a_session_and_signing_out_closes_it(database: Database) -> None:
    person, password = await people.add("ann", "admin", "Ann Example")
    token = await people.sign_in("ann", password, "127.0.0.1", LoginThrottle())
    assert token is not None
    assert await people.signed_in(token) == person
    await people.sign_out(token)
    assert await people.signed_in(token) is None


async def test_passwords_are_hashed_at_least_as_slowly_as_owasp_asks(cheap_hashes: PasswordHasher) -> None:
    """Its cheat sheet on password storage: Argon2id with 19 MiB and two passes, or more of either."""
    chosen = extract_parameters(cheap_hashes.hash("correct horse battery"))
    assert chosen.type is Type.ID
    assert chosen.memory_cost >= 19 * 1024
    assert chosen.time_cost >= 2


async def test_every_sign_in_has_a_token_of_its_own(database: Database) -> None:
    _, password = await people.add("ann", "admin")
    tokens = {await people.sign_in("ann", password, "127.0.0.1", LoginThrottle()) for _ in range(3)}
    assert len(tokens) == 3


async def test_wrong_names_and_wrong_passwords_are_not_told_apart(database: Database) -> None:
    await people.add("ann", "admin", password="long enough")
    assert await people.sign_in("ann", "wrong password", "127.0.0.1", LoginThrottle()) is None
    assert await people.sign_in("nobody", "long enough", "127.0.0.1", LoginThrottle()) is None


async def test_an_unknown_name_takes_as_long_as_a_known_one() -> None:
    nothing = people._hash_of_nothing()
    assert extract_parameters(nothing) == extract_parameters(people.hasher.hash("correct horse battery"))
    with pytest.raises(VerifyMismatchError):  # found out by hashing, not by its look
        people.hasher.verify(nothing, "correct horse battery")


async def test_guessing_is_stopped_and_a_right_password_starts_afresh(database: Database) -> None:
    tries = LoginThrottle()
    await people.add("ann", "admin", password="long enough")
    for _ in range(ATTEMPTS - 1):
        await people.sign_in("ann", "wrong", "127.0.0.1", tries)
    assert await people.sign_in("ann", "long enough", "127.0.0.1", tries) is not None
    for _ in range(ATTEMPTS):
        await people.sign_in("ann", "wrong", "127.0.0.1", tries)
    with pytest.raises(TooManyAttempts):
        await people.sign_in("ann", "long enough", "127.0.0.1", tries)
    assert await people.sign_in("ann", "long enough", "127.0.0.2", tries) is not None


async def test_many_guesses_at_once_are_no_more_than_one_by_one(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []

    def matches(*_: str) -> bool:
        hashed.append(threading.current_thread().name)
        return False

    monkeypatch.setattr(people, "_matches", matches)
    await people.add("ann", "admin", password="long enough")
    tries = LoginThrottle()
    guesses = [people.sign_in("ann", f"guess {number}", "127.0.0.1", tries) for number in range(3 * ATTEMPTS)]
    results = await asyncio.gather(*guesses, return_exceptions=True)
    assert sum(isinstance(result, TooManyAttempts) for result in results) == 2 * ATTEMPTS
    assert len(hashed) == ATTEMPTS
    assert {name.rpartition("_")[0] for name in hashed} == {"password"}


async def test_a_session_that_has_expired_is_none(database: Database) -> None:
    person, _ = await people.add("ann", "admin")
    await rows.open_session(person.id, "hash", now() - 10, now() - 1)
    assert await rows.by_session("hash", now()) is None


async def test_a_name_is_given_once_and_a_short_password_never(database: Database) -> None:
    await people.add("ann", "admin")
    with pytest.raises(NameTaken):
        await people.add("ann", "staff")
    with pytest.raises(PasswordTooShort):
        await people.add("bob", "staff", password="short")
