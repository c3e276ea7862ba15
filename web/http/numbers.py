"""Whole numbers in addresses and forms, which may hold anything."""


def whole(text: str, digits: int) -> int | None:
    """Parse a number of at most so many digits, without a sign; None for everything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None
