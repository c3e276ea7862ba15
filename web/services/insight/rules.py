"""Quality rules for pictures, in one table. They warn and never block."""

from collections.abc import Callable, Mapping
from itertools import combinations

import msgspec
from msgspec.structs import replace

from web.gallery.formats import format_of_extension
from web.gallery.model import Picture
from web.imaging.facts import Facts
from web.settings.thresholds import Thresholds

MessageFacts = Mapping[str, int | str]


class PictureWithFacts(msgspec.Struct, frozen=True):
    """A picture with the facts about its content, among the others of its gallery."""

    picture: Picture
    facts: Facts | None  # None: taken in before facts were read
    alike: tuple[int, ...] = ()  # ids of images that look the same


class Finding(msgspec.Struct, frozen=True):
    """`rule` is the name in the table, for filters; `facts` fill its message."""

    rule: str
    facts: MessageFacts = {}


Rule = Callable[[PictureWithFacts, Thresholds], MessageFacts | None]


def _too_small(seen: PictureWithFacts, limits: Thresholds) -> MessageFacts | None:
    side = min(seen.picture.width, seen.picture.height)
    return {"side": side, "limit": limits.least_side} if side < limits.least_side else None


def _small(seen: PictureWithFacts, limits: Thresholds) -> MessageFacts | None:
    side = max(seen.picture.width, seen.picture.height)
    small = min(seen.picture.width, seen.picture.height) >= limits.least_side and side < limits.good_side
    return {"side": side, "limit": limits.good_side} if small else None


def _too_many_pixels(seen: PictureWithFacts, limits: Thresholds) -> MessageFacts | None:
    megapixels = seen.picture.width * seen.picture.height // 1_000_000
    over = limits.most_megapixels and megapixels > limits.most_megapixels
    return {"megapixels": megapixels, "limit": limits.most_megapixels} if over else None


def _too_heavy(seen: PictureWithFacts, limits: Thresholds) -> MessageFacts | None:
    megabytes = seen.picture.size // 1_000_000
    over = limits.most_megabytes and megabytes >= limits.most_megabytes
    return {"megabytes": megabytes, "limit": limits.most_megabytes} if over else None


def _misnamed(seen: PictureWithFacts, limits: Thresholds) -> MessageFacts | None:
    """The extension as received; a name without any is not wrong."""
    _, dot, extension = seen.picture.file_name.rpartition(".")
    claimed = format_of_extension(extension) if dot else None
    wrong = claimed not in (None, seen.picture.format)
    return {"extension": extension.lower(), "format": seen.picture.format} if wrong else None


def _blurred(seen: PictureWithFacts, limits: Thresholds) -> MessageFacts | None:
    return {} if seen.facts and seen.facts.sharpness < limits.sharpness else None


def _not_srgb(seen: PictureWithFacts, limits: Thresholds) -> MessageFacts | None:
    return {} if seen.facts and not seen.facts.srgb else None


def _hdr(seen: PictureWithFacts, limits: Thresholds) -> MessageFacts | None:
    return {} if seen.facts and seen.facts.hdr else None


def _mostly_background(seen: PictureWithFacts, limits: Thresholds) -> MessageFacts | None:
    over = seen.facts and limits.background and seen.facts.background > limits.background
    return {"percent": round(seen.facts.background * 100)} if seen.facts and over else None


def _transparent(seen: PictureWithFacts, limits: Thresholds) -> MessageFacts | None:
    over = seen.facts and limits.transparent and seen.facts.transparent > limits.transparent
    return {"percent": round(seen.facts.transparent * 100)} if seen.facts and over else None


def _duplicate(seen: PictureWithFacts, limits: Thresholds) -> MessageFacts | None:
    return {"image": seen.alike[0]} if seen.alike else None


RULES: Mapping[str, Rule] = {
    "too_small": _too_small,
    "small": _small,
    "too_many_pixels": _too_many_pixels,
    "too_heavy": _too_heavy,
    "misnamed": _misnamed,
    "blurred": _blurred,
    "not_srgb": _not_srgb,
    "hdr": _hdr,
    "duplicate": _duplicate,
    "mostly_background": _mostly_background,
    "transparent": _transparent,
}


def findings_in(images: Mapping[int, PictureWithFacts], limits: Thresholds) -> dict[int, list[Finding]]:
    """Findings by image, in the order of the table; images with none are not mentioned."""
    alike = _alike(images, limits.likeness)
    found = {number: findings_of(replace(seen, alike=alike[number]), limits) for number, seen in images.items()}
    return {number: some for number, some in found.items() if some}


def findings_of(seen: PictureWithFacts, limits: Thresholds) -> list[Finding]:
    results = ((name, rule(seen, limits)) for name, rule in RULES.items())
    return [Finding(name, facts) for name, facts in results if facts is not None]


def _alike(images: Mapping[int, PictureWithFacts], bits: int) -> dict[int, tuple[int, ...]]:
    """The other images that look the same, by image. A flat picture's likeness says nothing: it is like nobody."""
    marks = [(number, int(seen.facts.likeness, 16)) for number, seen in images.items() if bits and seen.facts]
    alike: dict[int, list[int]] = {number: [] for number in images}
    for (one, left), (other, right) in combinations([mark for mark in marks if mark[1]], 2):
        if (left ^ right).bit_count() <= bits:
            alike[one].append(other)
            alike[other].append(one)
    return {number: tuple(others) for number, others in alike.items()}
