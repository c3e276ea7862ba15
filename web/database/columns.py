"""The primary key column of our tables."""

from abc import ABCMeta

from piccolo.columns import BigSerial


class _EqualByName(ABCMeta):
    """Makes a column class equal to its copies in the migrations, which import nothing of ours.

    The ORM compares the classes of columns when it looks for what a new migration has to change.
    """

    def __eq__(cls, other: object) -> bool:
        return isinstance(other, ABCMeta) and cls.__name__ == other.__name__

    __hash__ = ABCMeta.__hash__


class Number(BigSerial, metaclass=_EqualByName):
    """A counting primary key whose values are never given twice, not even after the last row was deleted.

    Without AUTOINCREMENT SQLite gives the highest freed value again, and the ORM's own column leaves it out.
    """

    @property
    def ddl(self) -> str:
        kind = "INTEGER PRIMARY KEY AUTOINCREMENT" if self._meta.engine_type == "sqlite" else "BIGSERIAL PRIMARY KEY"
        return f'"{self._meta.db_column_name}" {kind} NOT NULL'
