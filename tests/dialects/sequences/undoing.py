"""Undo, as the oracle has it: every fact that an entry changed and nobody since goes back to what it was."""

from tests.dialects.sequences.oracle import Facts, ids_of, tidy

NOT_SAID = object()


def undone(now: Facts, before: Facts, after: Facts) -> Facts:
    """`before` and `after` are the facts around the entry. Equal to `now` where nothing is left to take back."""
    result = dict(now)
    was, became, there = ids_of(before), ids_of(after), ids_of(now)
    for image in was | became:
        if image not in there and image in was - became:
            result.update({key: value for key, value in before.items() if key[0] == image})
        elif image in there and image in became - was:
            result = {key: value for key, value in result.items() if key[0] != image}
        elif image in there and image in was & became:
            _take_back(image, result, before, after)
    _take_back("role", result, before, after)
    return tidy(result)


def _take_back(whose: int | str, result: Facts, before: Facts, after: Facts) -> None:
    for key in [key for key in {**before, **after} if key[0] == whose]:
        was, became = before.get(key, NOT_SAID), after.get(key, NOT_SAID)
        if was == became or result.get(key, NOT_SAID) != became:
            continue
        if was is NOT_SAID:
            del result[key]
        else:
            result[key] = was
