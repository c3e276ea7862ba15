"""Facts about files, by the hash of their bytes."""

from web.database.tables import Content


async def note(content_hash: str, metadata_free: bool, facts: bytes) -> None:
    """What is known already stays."""
    row = Content(hash=content_hash, metadata_free=metadata_free, facts=facts.decode())
    await Content.insert(row).on_conflict(target=Content.hash, action="DO NOTHING")


async def facts(content_hashes: set[str]) -> dict[str, str]:
    """JSON by hash, of those that were looked at. One statement."""
    if not content_hashes:
        return {}
    rows = await Content.select(Content.hash, Content.facts).where(Content.hash.is_in(sorted(content_hashes)))
    return {row["hash"]: row["facts"] for row in rows}
