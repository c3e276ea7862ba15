"""What a file's name may mean by a pattern."""

from collections.abc import Iterator, Mapping

import msgspec

from web.services.exchange.importing.find_owner import PRODUCT

ANYTHING = "*"
DIGITS = {"id": 16, "position": 15}  # at most so many: 2**53 - 1 has 16


class PatternPart(msgspec.Struct, frozen=True):
    """Text that stands for itself, or the name of what stands there."""

    text: str = ""
    name: str = ""


class Pattern(msgspec.Struct, frozen=True):
    text: str
    parts: tuple[PatternPart, ...]

    @property
    def of_path(self) -> bool:
        """Whether it speaks of folders too, and not of file names alone."""
        return "/" in self.text

    def readings(self, name: str) -> Iterator[dict[str, str]]:
        """What a name may mean, one reading for each product it may speak of, the longest texts first.

        `A_B_front.jpg` by `{sku}_{label}.{ext}` is of A_B or of A: who knows the products decides.
        """
        reach = self._reach(name)
        if 0 in reach[0]:
            yield from self._walk(name, reach, 0, 0, {}, set())

    def _reach(self, name: str) -> list[frozenset[int]]:
        """For each part: from where it and all behind it can be read to the end. So reading never goes astray."""
        reach = [frozenset({len(name)})]
        for part in reversed(self.parts):
            behind = reach[0]
            starts = (at for at in range(len(name) + 1) if any(end in behind for end in _ends(part, name, at)))
            reach.insert(0, frozenset(starts))
        return reach

    def _walk(
        self,
        name: str,
        reach: list[frozenset[int]],
        place: int,
        at: int,
        said: Mapping[str, str],
        seen: set[tuple[int, int, tuple[str | None, ...]]],
    ) -> Iterator[dict[str, str]]:
        here = (place, at, tuple(said.get(which) for which in PRODUCT))
        if here in seen:
            return
        seen.add(here)
        if place == len(self.parts):
            yield dict(said)
            return
        part = self.parts[place]
        for end in _ends(part, name, at):
            if end in reach[place + 1]:
                more = {part.name: name[at:end]} if part.name and part.name != ANYTHING else {}
                yield from self._walk(name, reach, place + 1, end, {**said, **more}, seen)


def _ends(part: PatternPart, name: str, at: int) -> Iterator[int]:
    """Where a part that begins there may end, the farthest first. Nothing but text reaches over a slash."""
    if not part.name:
        if name.startswith(part.text, at):
            yield at + len(part.text)
        return
    last = at
    while last < len(name) and _fits(part.name, name[last]):
        last += 1
    last = min(last, at + DIGITS.get(part.name, len(name)))
    yield from range(last, at if part.name != ANYTHING else at - 1, -1)


def _fits(name: str, letter: str) -> bool:
    if name in DIGITS:
        return letter in "0123456789"
    return letter.isascii() and letter.isalnum() if name == "ext" else letter != "/"
