"""Limits of connections and of stopping: one setting, PACKSHOT_CONNECTIONS, such as `head_seconds=5 stop_seconds=8`."""

from typing import Annotated

import msgspec

Seconds = Annotated[int, msgspec.Meta(ge=1)]


class ConnectionLimits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long a connection may keep the server waiting."""

    head_seconds: Seconds = 20  # from the first byte of a request to the end of its headers
    stall_seconds: Seconds = 30  # in which a body has to go on; twice that for a response being read
    least_rate: Annotated[int, msgspec.Meta(ge=0)] = 1024  # bytes a second of a body, over stall_seconds
    keep_alive_seconds: Seconds = 65  # that an idle connection stays open
    stop_seconds: Seconds = 20  # that requests may go on when the server is to stop


def read_connection_limits(text: str) -> ConnectionLimits:
    """Parse the setting. Raises ValueError, whose message names what is wrong."""
    given = dict(part.partition("=")[::2] for part in text.split())
    return msgspec.convert(given, ConnectionLimits, strict=False)
