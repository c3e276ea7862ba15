"""The primary key column of our tables. Migrations import this file, so keep it alone and stable."""

from piccolo.columns import BigSerial


class Number(BigSerial):
    """A counting primary key whose values are never given twice, not even after the last row was deleted.

    SQLite gives the highest freed value again unless told AUTOINCREMENT, and the ORM's own column does not say it.
    """

    @property
    def ddl(self) -> str:
        kind = "INTEGER PRIMARY KEY AUTOINCREMENT" if self._meta.engine_type == "sqlite" else "BIGSERIAL PRIMARY KEY"
        return f'"{self._meta.db_column_name}" {kind} NOT NULL'
