"""Refusals that a connection gets before there is a request: too much, too slow, or no HTTP."""

import re
from collections.abc import Sequence

LONGEST_LINE = 16 * 1024  # bytes of the address in a request line
LONGEST_HEAD = 64 * 1024  # bytes of all headers together
MOST_FIELDS = 200  # headers: each costs more than its bytes
MOST_WAITING = 64  # requests sent ahead of their answers
HOST = re.compile(rb"([\w.~-]+|\[[0-9a-fA-F:.]+\])(:\d{0,5})?")  # a name or an address, and a port

Headers = Sequence[tuple[bytes, bytes]]


class Refusal(Exception):
    """What is answered, after which the connection is closed."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(status, text)
        self.status, self.text = status, text


NOT_HTTP = Refusal(400, "This is no valid HTTP request.")
BAD_HOST = Refusal(400, "A request has one Host header, which names a host.")
TOO_SLOW = Refusal(408, "The request did not come in time.")
LONG_LINE = Refusal(414, f"An address has at most {LONGEST_LINE} bytes.")
LARGE_HEAD = Refusal(431, f"Headers have at most {LONGEST_HEAD} bytes together, and are at most {MOST_FIELDS}.")


def check_head(url: bytes, headers: Headers, received: int) -> None:
    """Check a head so far, `received` bytes of it. Raises Refusal."""
    if len(url) > LONGEST_LINE:
        raise LONG_LINE
    if len(headers) > MOST_FIELDS or received > LONGEST_HEAD + LONGEST_LINE:
        raise LARGE_HEAD


def check_whole_head(url: bytes, headers: Headers, version: str, received: int) -> None:
    """Check a head that is complete; it has no more bytes than were `received`. Raises Refusal."""
    if received > LONGEST_LINE or len(headers) > MOST_FIELDS:
        if len(url) > LONGEST_LINE:
            raise LONG_LINE
        if len(headers) > MOST_FIELDS or sum(len(name) + len(value) + 4 for name, value in headers) > LONGEST_HEAD:
            raise LARGE_HEAD
    hosts = [value for name, value in headers if name == b"host"]
    if not (len(hosts) == 1 and HOST.fullmatch(hosts[0])) and (hosts or version != "1.0"):
        raise BAD_HOST
