"""Code points of colours (ITU-T H.273), as PNG's cICP and AVIF's nclx give them: which primaries, and which curve."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from web.imaging.colour.hdr import hlg, pq
from web.imaging.colour.primaries import Primaries

C, E, D65, DCI = (0.31, 0.316), (1 / 3, 1 / 3), (0.3127, 0.329), (0.314, 0.351)  # whites
SRGB = Primaries((0.64, 0.33), (0.3, 0.6), (0.15, 0.06), D65)
SMPTE_C = Primaries((0.63, 0.34), (0.31, 0.595), (0.155, 0.07), D65)

PRIMARIES: Mapping[int, Primaries] = {
    1: SRGB,
    2: SRGB,  # "unspecified"
    4: Primaries((0.67, 0.33), (0.21, 0.71), (0.14, 0.08), C),
    5: Primaries((0.64, 0.33), (0.29, 0.6), (0.15, 0.06), D65),
    6: SMPTE_C,
    7: SMPTE_C,
    8: Primaries((0.681, 0.319), (0.243, 0.692), (0.145, 0.049), C),
    9: Primaries((0.708, 0.292), (0.17, 0.797), (0.131, 0.046), D65),  # BT.2020
    10: Primaries((1.0, 0.0), (0.0, 1.0), (0.0, 0.0), E),
    11: Primaries((0.68, 0.32), (0.265, 0.69), (0.15, 0.06), DCI),
    12: Primaries((0.68, 0.32), (0.265, 0.69), (0.15, 0.06), D65),  # Display P3
    22: Primaries((0.63, 0.34), (0.295, 0.605), (0.155, 0.077), D65),
}


def srgb_curve(value: float) -> float:
    """IEC 61966-2-1."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _smpte_240(value: float) -> float:
    return value / 4 if value < 0.0913 else ((value + 0.1115) / 1.1115) ** (1 / 0.45)


CURVES: Mapping[int, Callable[[float], float]] = {
    **dict.fromkeys((1, 2, 6, 11, 12, 13, 14, 15), srgb_curve),  # video's too: browsers show it so
    4: lambda value: value**2.2,
    5: lambda value: value**2.8,
    7: _smpte_240,
    8: lambda value: value,
    16: pq,
    17: lambda value: value**2.6 * 52.37 / 48,
    18: hlg,
}


class CodePoints(NamedTuple):
    primaries: int
    transfer: int
    matrix: int = 0
    full_range: int = 1

    @property
    def known(self) -> bool:
        return self.primaries in PRIMARIES and self.transfer in CURVES

    @property
    def srgb(self) -> bool:
        return PRIMARIES[self.primaries] is SRGB and CURVES[self.transfer] is srgb_curve and bool(self.full_range)

    @property
    def hdr(self) -> bool:
        return self.transfer in (16, 18)

    def curve(self, value: float) -> float:
        """Light for a stored value. A narrow range has its black at 16 and its white at 235, of 255."""
        full = value if self.full_range else min(max((255 * value - 16) / 219, 0), 1)
        return CURVES[self.transfer](full)
