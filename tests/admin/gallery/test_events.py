"""Streams of live updates end with the session or the token that opened them."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from httpx import Response
from litestar.testing import TestClient

from tests.admin.conftest import MUG, Visitor
from tests.application import client_for
from tests.shop import Credentials
from web.auth import credentials as auth_credentials
from web.auth import people
from web.auth.admissions import Admissions
from web.gallery.clock import now
from web.settings import Settings


@pytest.fixture
def watching(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    """Sam, signed in, where it is looked after streams every 50 ms."""
    monkeypatch.setattr("web.app.Admissions", lambda: Admissions(0.05))
    with client_for(settings) as client:
        visitor = Visitor(client)
        visitor.sign_in("sam")
        yield visitor


def by_server(client: TestClient[Any], call: Callable[[], Any]) -> Any:
    with client.portal() as portal:
        return portal.call(call)


async def switch_off() -> None:
    person = await people.by_name("sam")
    assert person is not None
    await people.change(person, person.full_name, person.role, active=False)


async def make_customer() -> None:
    person = await people.by_name("sam")
    assert person is not None
    await people.change(person, person.full_name, "customer", active=True)


async def change_password() -> None:
    person = await people.by_name("sam")
    assert person is not None
    await people.new_password(person, "another one")


async def revoke_tokens() -> None:
    for one in await auth_credentials.listing():
        await auth_credentials.revoke(one.id, now())


def ended_by(client: TestClient[Any], headers: dict[str, str], ending: Callable[[], object]) -> str:
    with ThreadPoolExecutor(1) as thread:
        stream: Future[Response] = thread.submit(client.get, f"{MUG}/events", headers=headers)
        by_server(client, lambda: asyncio.sleep(0.2))
        assert not stream.done()
        ending()
        return stream.result(5).text


@pytest.mark.parametrize("change", [switch_off, make_customer, change_password])
def test_a_stream_ends_soon_after_the_person_may_no_longer_watch(watching: Visitor, change: Callable[[], Any]) -> None:
    text = ended_by(watching.client, {}, lambda: by_server(watching.client, change))
    assert "event: revision" in text


def test_a_stream_ends_soon_after_signing_out(watching: Visitor) -> None:
    text = ended_by(watching.client, {}, lambda: watching.post("/admin/logout"))
    assert "event: revision" in text


def test_a_stream_ends_soon_after_its_token_was_revoked(watching: Visitor, credentials: Credentials) -> None:
    headers = {"Authorization": f"Bearer {credentials['sam']['packshot']['token']}"}
    assert "event: revision" in ended_by(watching.client, headers, lambda: by_server(watching.client, revoke_tokens))
