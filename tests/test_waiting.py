"""Waiting ends with the condition, or fails with its name."""

import pytest

from tests.waiting import wait_until, wait_until_async


def test_the_first_true_value_is_what_was_waited_for() -> None:
    values = iter(("", None, "there", "later"))
    assert wait_until(lambda: next(values), "a value") == "there"


def test_what_does_not_come_in_time_fails_by_its_name_and_its_last_value() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"waited 0 s in vain for the last train; it was still \[\]"):
        wait_until(lambda: [], "the last train", seconds=0)


@pytest.mark.anyio
async def test_the_event_loop_goes_on_meanwhile() -> None:
    values = iter(("", "there"))
    assert await wait_until_async(lambda: next(values), "a value") == "there"
    with pytest.raises(pytest.fail.Exception, match="in vain for a value"):
        await wait_until_async(lambda: False, "a value", seconds=0)
