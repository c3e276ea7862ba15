"""HDR's curves, PQ and HLG (ITU-R BT.2100), with their light brought into a screen's range (BT.2390, 5.4.1).

Each channel is mapped by itself, so that a profile can hold it: very bright colours turn paler than their light alone.
"""

from math import exp

PEAK = 1000.0  # nits, of the screens that most pictures are graded on
WHITE = 203.0  # nits, of paper white (BT.2408); becomes nearly full white, and what is half as bright stays as it is

M1, M2 = 2610 / 16384, 2523 / 32
C1, C2, C3 = 3424 / 4096, 2413 / 128, 2392 / 128
A, B, C = 0.17883277, 0.28466892, 0.55991073


def pq(value: float) -> float:
    """Light from 0 to 1, mapped, for a stored value of PQ."""
    return _map(_nits(value))


def hlg(value: float) -> float:
    """Light from 0 to 1, mapped, for a stored value of HLG on a screen of 1000 nits, whose system gamma is 1.2."""
    scene = value * value / 3 if value <= 0.5 else (exp((value - C) / A) + B) / 12
    return _map(PEAK * scene**1.2)


def _map(nits: float) -> float:
    """Leave what is dark alone, and bend what is bright towards white, by a Hermite spline over PQ."""
    peak = _pq_of(PEAK)
    level, most = min(_pq_of(nits) / peak, 1), _pq_of(WHITE) / peak
    knee = 1.5 * most - 0.5
    if level > knee:
        t = (level - knee) / (1 - knee)
        level = (2 * t**3 - 3 * t**2 + 1) * knee + (t**3 - 2 * t**2 + t) * (1 - knee) + (3 * t**2 - 2 * t**3) * most
    return _nits(level * peak) / WHITE


def _nits(value: float) -> float:
    root = value ** (1 / M2)
    return float(10_000 * (max(root - C1, 0) / (C2 - C3 * root)) ** (1 / M1))


def _pq_of(nits: float) -> float:
    power = (nits / 10_000) ** M1
    return float(((C1 + C2 * power) / (1 + C3 * power)) ** M2)
