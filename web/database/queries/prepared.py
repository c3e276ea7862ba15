"""Reads of the hot path: SQL compiled once per engine and bound per call.

Building a query through the ORM costs ten times what running it does, so these are written out, each beside the
function that calls it. Rows come as plain tuples; a NamedTuple beside the SQL names their columns.
"""

from collections.abc import Sequence
from typing import Any

from piccolo.querystring import QueryString

from web.database.engines.bound import bound_engine


class HotRead:
    """A SELECT with {} where values go."""

    def __init__(self, sql: str) -> None:
        self._sql = sql
        self._compiled: dict[str, str] = {}

    async def __call__(self, *args: Any) -> Sequence[Sequence[Any]]:
        engine = bound_engine()
        sql = self._compiled.get(engine.engine_type) or self._compile(engine.engine_type, len(args))
        return await engine.hot(sql, args)

    def _compile(self, engine_type: str, args: int) -> str:
        sql, _ = QueryString(self._sql, *range(args)).compile_string(engine_type=engine_type)
        self._compiled[engine_type] = str(sql)
        return self._compiled[engine_type]
