"""Patterns for file names as people write them: `{sku}_{position}.{ext}`."""

import re
from collections.abc import Iterator
from itertools import pairwise

from web.services.exchange.importing.find_owner import PRODUCT
from web.services.exchange.importing.pattern_matching import WILDCARD, Pattern, PatternPart

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
