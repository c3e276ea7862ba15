"""URLs: adding to their queries, and the whole numbers in them."""

from urllib.parse import urlencode


def whole(text: str, digits: int) -> int | None:
    """Parse a number of at most so many digits, without a sign; None for everything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def with_query(address: str, **query: object) -> str:
    """Add these to the address's query, before any fragment; None and empty text are left out."""
    added = urlencode({name: value for name, value in query.items() if value not in (None, "")})
    path, hash_, fragment = address.partition("#")
    joined = f"{path}{'&' if '?' in path else '?'}{added}" if added else path
    return f"{joined}{hash_}{fragment}"
