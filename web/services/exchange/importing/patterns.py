"""Patterns for file names as people write them, `{sku}_{position}.{ext}`, and what a name may mean by one."""

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from web.services.exchange.importing.find_owner import PRODUCT

WILDCARD = "*"
DIGITS = {"id": 16, "position": 15}  # at most so many: 2**53 - 1 has 16


class PatternPart(msgspec.Struct, frozen=True):
    """Text that stands for itself, or the name of what stands there."""

    text: str = ""
    name: str = ""


class PartialReading(msgspec.Struct, frozen=True):
    """A reading of a name's beginning: up to a character, by so many parts of the pattern."""

    place: int = 0  # of the next part
    at: int = 0  # of the next character
    fields: dict[str, str] = {}

    @property
    def state(self) -> tuple[int, int, tuple[str | None, ...]]:
        """All that decides how it may go on, and of which product it speaks."""
        return self.place, self.at, tuple(self.fields.get(field) for field in PRODUCT)

    def extended(self, part: PatternPart, name: str, end: int) -> "PartialReading":
        """The same, with the next part read up to `end`."""
        more = {part.name: name[self.at : end]} if part.name not in ("", WILDCARD) else {}
        return PartialReading(self.place + 1, end, {**self.fields, **more})


class Pattern(msgspec.Struct, frozen=True):
    text: str
    parts: tuple[PatternPart, ...]

    @property
    def of_path(self) -> bool:
        """Tell whether it speaks of folders too, and not of file names alone."""
        return "/" in self.text

    def readings(self, name: str) -> Iterator[dict[str, str]]:
        """Readings of a name, one for each product it may speak of, the longest texts first.

        `A_B_front.jpg` by `{sku}_{label}.{ext}` is of A_B or of A: who knows the products decides.
        """
        reach = self._reach(name)
        seen = set[tuple[int, int, tuple[str | None, ...]]]()  # or stars would multiply readings of one product
        partial = [PartialReading()] if 0 in reach[0] else []
        while partial:
            reading = partial.pop()
            if reading.state in seen:
                continue
            seen.add(reading.state)
            if reading.place == len(self.parts):
                yield reading.fields
                continue
            part, reachable = self.parts[reading.place], reach[reading.place + 1]
            ends = [end for end in _ends(part, name, reading.at) if end in reachable]
            partial += [reading.extended(part, name, end) for end in reversed(ends)]

    def _reach(self, name: str) -> list[frozenset[int]]:
        """Places from where each part, and all behind it, can be read to the end: so reading runs into no dead end."""
        reach = [frozenset({len(name)})]
        for part in reversed(self.parts):
            behind = reach[0]
            starts = (at for at in range(len(name) + 1) if any(end in behind for end in _ends(part, name, at)))
            reach.insert(0, frozenset(starts))
        return reach


def _ends(part: PatternPart, name: str, at: int) -> Iterator[int]:
    """Places where a part that begins there may end, the farthest first. Nothing but text reaches over a slash."""
    if not part.name:
        if name.startswith(part.text, at):
            yield at + len(part.text)
        return
    last = at
    while last < len(name) and _fits(part.name, name[last]):
        last += 1
    last = min(last, at + DIGITS.get(part.name, len(name)))
    yield from range(last, at if part.name != WILDCARD else at - 1, -1)


def _fits(name: str, letter: str) -> bool:
    if name in DIGITS:
        return letter in "0123456789"
    return letter.isascii() and letter.isalnum() if name == "ext" else letter != "/"


NAMES = (*PRODUCT, "position", "role", "label", "ext")
ONE_PART = re.compile(r"\{([^{}]*)\}|(\*)|([^{}*]+)|([{}])")


class BadPattern(ValueError):
    """The pattern cannot be meant; the message says why."""


def read_pattern(text: str) -> Pattern:
    """Raises BadPattern."""
    parts = tuple(_parts(text))
    named = [part.name for part in parts if part.name in NAMES]
    for name in named:
        if named.count(name) > 1:
            raise BadPattern(f"{{{name}}} stands there twice")
    if not set(named) & set(PRODUCT):
        raise BadPattern("nothing in it says whose picture it is: {sku}, {id} or {slug}")
    for first, second in pairwise(parts):
        if first.name and second.name:
            raise BadPattern(f"nothing stands between {_shown(first)} and {_shown(second)}, so where does one end?")
    if any(piece in ("", ".", "..") for piece in text.split("/")) or "\0" in text:
        raise BadPattern("no file in the folder can be called that")
    return Pattern(text, parts)


def _parts(text: str) -> Iterator[PatternPart]:
    for name, star, plain, brace in ONE_PART.findall(text):
        if brace or (not name and not star and not plain) or (name and name not in NAMES):
            known = " ".join(f"{{{one}}}" for one in NAMES)
            problem = f"there is no {{{name}}}" if name else "a { or } that names nothing"
            raise BadPattern(f"{problem}; there are {known} and *")
        yield PatternPart(text=plain) if plain else PatternPart(name=name or WILDCARD)


def _shown(part: PatternPart) -> str:
    return part.name if part.name == WILDCARD else f"{{{part.name}}}"
