"""SQL statements that are written out: hot reads, and statements about thousands of rows.

Building a query through the ORM costs ten times what running it does. A hot read is compiled once per engine and bound
per call; its rows come as plain tuples, and a NamedTuple beside the SQL names their columns.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from piccolo.querystring import QueryString

from web.database.engines.bound import bound_engine

Row = Sequence[Any]
Tuples = Sequence[Row]


class HotRead:
    """A SELECT with {} where values go."""

    def __init__(self, sql: str) -> None:
        self._sql = sql
        self._compiled: dict[str, str] = {}

    async def __call__(self, *args: object) -> Tuples:
        engine = bound_engine()
        sql = self._compiled.get(engine.engine_type) or self._compile(engine.engine_type, len(args))
        return await engine.hot(sql, args)

    def _compile(self, engine_type: str, args: int) -> str:
        sql, _ = QueryString(self._sql, *range(args)).compile_string(engine_type=engine_type)
        self._compiled[engine_type] = str(sql)
        return self._compiled[engine_type]


VALUES = 32_000  # in one statement; both drivers take a few more

T = TypeVar("T")


def batches(items: Sequence[T], values: int = 1) -> Iterator[Sequence[T]]:
    """Parts that may stand in one statement, where each item takes so many values."""
    size = VALUES // values
    return (items[start : start + size] for start in range(0, len(items), size))


async def select(sql: str, *first: object, among: Sequence[object]) -> list[Row]:
    """Rows of a SELECT that ends in `IN (...)`, with {} for the values before."""
    found: list[Row] = []
    for some in batches(among):
        found += await run(sql, (*first, *some), tail=len(some))
    return found


async def delete(table: str, numbers: Sequence[int]) -> None:
    for some in batches(numbers):
        await run(f"DELETE FROM {table} WHERE id IN (...)", some, tail=len(some))  # noqa: S608


async def insert(table: str, columns: Sequence[str], rows: Tuples, then: str = "") -> list[Row]:
    """Insert, and what follows after the values: on a conflict, or what is to be returned."""
    given: list[Row] = []
    row = f"({', '.join(['{}'] * len(columns))})"
    for some in batches(rows, len(columns)):
        values = ", ".join([row] * len(some))
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values} {then}"  # noqa: S608
        given += await run(sql, [value for one in some for value in one])
    return given


def replacing(target: Sequence[str], columns: Sequence[str]) -> str:
    """Clause for `then`: a row that is there already takes these columns from the new one."""
    settings = ", ".join(f"{column} = excluded.{column}" for column in columns)
    return f"ON CONFLICT ({', '.join(target)}) DO UPDATE SET {settings}"


async def run(sql: str, values: Sequence[object], tail: int = 0) -> Tuples:
    """A statement with {} for its values, the last `tail` of them in place of `(...)`."""
    engine = bound_engine()
    sql = sql.replace("(...)", f"({', '.join(['{}'] * tail)})")
    holes = ("?",) * len(values) if engine.engine_type == "sqlite" else (f"${n}" for n in range(1, len(values) + 1))
    return await engine.long(sql.format(*holes), values)
