"""URLs: adding to their queries."""

from urllib.parse import urlencode


def with_query(address: str, **query: object) -> str:
    """Add these to the address's query, before any fragment; None and empty text are left out."""
    added = urlencode({name: value for name, value in query.items() if value not in (None, "")})
    path, hash_, fragment = address.partition("#")
    joined = f"{path}{'&' if '?' in path else '?'}{added}" if added else path
    return f"{joined}{hash_}{fragment}"
