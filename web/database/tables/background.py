"""Work behind the requests: import jobs, numbers that take too long to count in one, texts kept between processes."""

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


class ImportJob(Table):
    """A picture to be fetched from an address into a product's gallery, once."""

    id = Number(primary_key=True)
    key = Text(unique=True)  # the row of the list, hashed: the same row is the same job
    url = Text(index=True)
    list_row = Text()  # JSON of services.exchange.importing.url_list_rows.UrlRow
    source = Text()  # the list it came from, and the line there
    state = Text(default="waiting")  # waiting, done, failed, dead
    tries = BigInt()
    reason = Text(null=True, default=None)
    run = BigInt(default=0, index=True)  # the run that is to do it, 0 when none is; microseconds since 1970
    image = BigInt(null=True, default=None)
    at = BigInt()  # of the last change


class ListStep(Table):
    """Where a client's walk through a list has come to: the list as it met it, and how much of it was given out."""

    id = Number(primary_key=True)
    key_hash = Text(unique=True)  # client, list, and the place of the page that comes next
    ids = Text()  # of the whole list, with spaces between
    place = BigInt()  # in that list; without one, the last id that was met
    at = BigInt(index=True)


class KeyValue(Table):
    """A text by name, kept between requests and processes, such as the last report of the doctor."""

    id = Number(primary_key=True)
    key = Text(unique=True)
    value = Text()
    at = BigInt()
