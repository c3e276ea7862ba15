"""What a request needs and does not get at the moment: nothing of it was kept, and it may be sent again."""

import errno

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})


class Unavailable(Exception):
    """503, or 507 for a full disk, in the words of whoever is spoken to; the message is for the log."""

    retry_after = 5  # seconds


class StorageUnavailable(Unavailable):
    """The store of the pictures did not answer, or would not."""


class Busy(Unavailable):
    """Too much else of this kind goes on for this to be begun in time."""


class DecodingUnavailable(Unavailable):
    """The processes that decode pictures can't be started, or others kill them."""


class DatabaseUnavailable(Unavailable):
    """The database did not answer, or the connection to it broke."""


class DatabaseBusy(Unavailable):
    """Somebody else held a lock, or all connections, for longer than one waits for them."""


class DiskFull(Unavailable):
    """There is no room left for what has to be written, or the disk has become read-only."""

    retry_after = 60


def unavailable_for(error: OSError) -> Unavailable:
    """What an error of the file system means for the request that met it."""
    return (DiskFull if error.errno in NO_ROOM else StorageUnavailable)(error.strerror or str(error))
