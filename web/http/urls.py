"""Addresses with queries."""

from urllib.parse import urlencode


def with_query(address: str, **query: object) -> str:
    """The address with these added to its query, before any fragment; what is None or empty text is left out."""
    given = urlencode({name: value for name, value in query.items() if value not in (None, "")})
    place, hash_, fragment = address.partition("#")
    joined = f"{place}{'&' if '?' in place else '?'}{given}" if given else place
    return f"{joined}{hash_}{fragment}"
