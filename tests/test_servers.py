"""The servers behind the other tests do what those tests rely on."""

import asyncio
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import asyncpg
import pytest

from tests import servers


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


def test_a_fresh_database_is_gone_afterwards(server: str) -> None:
    async def scenario() -> None:
        async with servers.fresh_database(server) as url:
            await rows(url)
        await asyncpg.connect(url)

    with pytest.raises(asyncpg.InvalidCatalogNameError):
        asyncio.run(scenario())


def test_a_server_stops_with_its_run() -> None:
    with servers.postgres() as url:
        address = ("127.0.0.1", urlsplit(url).port)
        socket.create_connection(address).close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address)
