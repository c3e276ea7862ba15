"""The servers behind the other tests do what those tests rely on."""

import asyncio
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import asyncpg
import obstore
import pytest
from obstore.exceptions import AlreadyExistsError
from obstore.store import S3Store

from tests import needs, servers


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with servers.postgres() as url:
        yield url


async def rows(url: str, *statements: str) -> list[str]:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
        return [
            row["tablename"]
            for row in await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ]
    finally:
        await connection.close()


@pytest.mark.postgres
def test_a_fresh_database_holds_what_its_template_holds_and_nothing_of_its_sisters(server: str) -> None:
    async def scenario() -> tuple[list[str], list[str]]:
        async with servers.fresh_database(server) as template:
            await rows(template, "CREATE TABLE shared (id int)")
            name = urlsplit(template).path[1:]
            async with servers.fresh_database(server, name) as ann, servers.fresh_database(server, name) as rob:
                return await rows(ann, "CREATE TABLE own (id int)"), await rows(rob)

    ann, rob = asyncio.run(scenario())
    assert sorted(ann) == ["own", "shared"]
    assert rob == ["shared"]


@pytest.mark.postgres
def test_a_fresh_database_is_gone_afterwards(server: str) -> None:
    async def scenario() -> None:
        async with servers.fresh_database(server) as url:
            await rows(url)
        await asyncpg.connect(url)

    with pytest.raises(asyncpg.InvalidCatalogNameError):
        asyncio.run(scenario())


@pytest.mark.postgres
def test_a_server_stops_with_its_run() -> None:
    with servers.postgres() as url:
        address = ("127.0.0.1", urlsplit(url).port)
        socket.create_connection(address).close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address)


def test_the_s3_server_keeps_bytes_and_refuses_to_create_a_key_twice() -> None:
    with servers.s3("pictures") as endpoint:
        store = S3Store(
            "pictures",
            endpoint=endpoint,
            access_key_id="any",
            secret_access_key="any",
            region="us-east-1",
            client_options={"allow_http": True},
        )
        obstore.put(store, "originals/ab/abc", b"bytes", mode="create", use_multipart=False)
        with pytest.raises(AlreadyExistsError):
            obstore.put(store, "originals/ab/abc", b"other", mode="create", use_multipart=False)
        assert obstore.get(store, "originals/ab/abc").bytes() == b"bytes"


def test_a_missing_need_leaves_a_test_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no browser"):
        needs.need(None, "browser")


def test_a_missing_need_is_a_failure_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no browser"):
        needs.need(None, "browser")
