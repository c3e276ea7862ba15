"""Thresholds of findings: one setting, PACKSHOT_FINDINGS, such as `least_side=400 sharpness=0`."""

import msgspec


class Thresholds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Limits beyond which a picture has a finding; 0 switches a rule off."""

    least_side: int = 500  # pixels; Google Merchant refuses less from 31 January 2027
    good_side: int = 1500  # pixels; what it recommends
    most_megapixels: int = 64
    most_megabytes: int = 16
    sharpness: float = 3.5  # below it nothing in a picture is in focus
    background: float = 0.9  # share of the picture
    transparent: float = 0.02  # share of the picture
    likeness: int = 5  # bits of 64 in which near-duplicates differ at most


def read_thresholds(text: str) -> Thresholds:
    """Parse the setting. Raises ValueError, whose message names what is wrong."""
    given = dict(part.partition("=")[::2] for part in text.split())
    return msgspec.convert(given, Thresholds, strict=False)
