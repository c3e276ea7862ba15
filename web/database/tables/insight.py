"""Numbers that are kept because counting them takes too long for a request."""

from piccolo.columns import BigInt, ForeignKey, OnDelete, Text
from piccolo.table import Table

from web.database.columns import Number
from web.database.tables.catalogue import Owner


class OwnerFindings(Table):
    """The number of images of a gallery that have findings."""

    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=OnDelete.cascade, unique=True)
    revision = BigInt()  # of the gallery, when its findings were counted
    thresholds = Text()  # the thresholds, as JSON
    images = BigInt()


class CoverageDay(Table):
    """The number of images of a store on a day, and of those that were labelled. Unique by day and store."""

    id = Number(primary_key=True)
    day = BigInt(index=True)  # since 1970
    store = BigInt()
    images = BigInt()
    labelled = BigInt()
