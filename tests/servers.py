"""Database servers of a test run: PostgreSQL on 127.0.0.1, and databases that cannot be reached."""

import os
import pwd
import secrets
import shutil
import socket
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from tests.needs import answers, need, postgres_programs, run
from web.database.engines.bound import Database, bind
from web.database.engines.postgres import Postgres
from web.database.engines.sqlite import SQLite

# A crash may lose everything: the data does not outlive the run, and not waiting for the disk is what makes it quick.
POSTGRES = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
port = {port}
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
"""


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL of our own, gone with its data afterwards. Yields the address of its maintenance database."""
    programs = need(postgres_programs(), "PostgreSQL")
    folder = Path(tempfile.mkdtemp(prefix="packshot-postgres-"))
    try:
        user = _unprivileged()
        if user:
            shutil.chown(folder, user)
            programs = _readable_programs(programs, folder, user)
        port = free_port()
        _create(programs, folder / "data", port, user)
        _run(programs / "pg_ctl", "start", "-w", "-D", folder / "data", "-l", folder / "log", user=user)
        try:
            yield f"postgresql://packshot:packshot@127.0.0.1:{port}/postgres"
        finally:
            _run(programs / "pg_ctl", "stop", "-w", "-m", "immediate", "-D", folder / "data", user=user)
    finally:
        shutil.rmtree(folder)


@asynccontextmanager
async def fresh_database(url: str, template: str = "template0") -> AsyncIterator[str]:
    """A database of its own on the server at `url`, copied from the one named `template`, which nobody may be using."""
    name = f"packshot_{secrets.token_hex(6)}"
    await _execute(url, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
    finally:
        await _execute(url, f"DROP DATABASE {name} WITH (FORCE)")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _create(programs: Path, data: Path, port: int, user: str | None) -> None:
    options = ("-U", "packshot", "-A", "trust", "-E", "UTF8", "--locale", "C", "--no-sync", "--no-instructions")
    _run(programs / "initdb", *options, "-D", data, user=user)
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(POSTGRES.format(port=port))


def _unprivileged() -> str | None:
    """The user to run PostgreSQL as where we are root, as which it refuses to run."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _readable_programs(programs: Path, folder: Path, user: str) -> Path:
    """The programs, or a copy of them where the user may not enter the folder they are in (root's home)."""
    if answers(programs / "postgres", "--version", user=user):
        return programs
    package = programs.parent.parent
    libraries = package.with_name(f"{package.name}.libs")  # a wheel's shared libraries lie beside its package
    for part in filter(Path.is_dir, (programs.parent, libraries)):
        copy = folder / part.relative_to(package.parent)
        shutil.copytree(part, copy, symlinks=True)
        for path in (folder / package.name, copy, *copy.rglob("*")):
            shutil.chown(path, user)
    return folder / programs.relative_to(package.parent)


def _run(*command: str | Path, user: str | None) -> None:
    done = run(*command, user=user, seconds=120)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout}{done.stderr}")


@asynccontextmanager
async def unreachable_database(database: Database, folder: Path) -> AsyncIterator[None]:
    """Every table speaks to an engine of the same kind with nothing behind it, for a while."""
    nothing: Database = SQLite(str(folder / "not there" / "packshot.sqlite"))
    if isinstance(database, Postgres):
        nothing = Postgres(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")
    bind(nothing)
    try:
        yield
    finally:
        bind(database)
        await nothing.stop()
