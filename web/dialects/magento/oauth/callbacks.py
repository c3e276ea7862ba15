"""The address a person is sent back to: which ones are taken, and how it is told what was decided."""

import re
from urllib.parse import urlsplit

from web.auth.oauth_consent import OUT_OF_BAND
from web.http.urls import with_query

# Web addresses alone, as Magento has it: of another scheme nobody could say which program would take the verifier.
ADDRESS = re.compile(r"https?://[\x21-\x7e]{1,2000}", re.IGNORECASE)


def acceptable(callback: str) -> bool:
    return callback == OUT_OF_BAND or host_of(callback) is not None


def host_of(callback: str) -> str | None:
    """With the port, if there is one; None for what is no address to send anybody to."""
    if not ADDRESS.fullmatch(callback) or re.search(r'[\\"<>^`{|}]', callback):
        return None
    try:
        parts = urlsplit(callback)
        named = parts.hostname and parts.port != 0
    except ValueError:
        return None
    # A name before the host would let https://shop.example@evil.example pass for the shop.
    return parts.netloc if named and "@" not in parts.netloc else None


def answered(callback: str, **decided: str) -> str:
    return with_query(callback, **decided)
