"""Finished answers: kept within their room, the least asked for going first."""

from web.services.catalogue.lookup import OVERHEAD, CachedResponse, new_response_cache


def answer(size: int) -> CachedResponse:
    return CachedResponse(b"x" * size, '"x"')


def test_an_answer_is_kept_under_all_it_depends_on() -> None:
    answers = new_response_cache()
    kept = answers.keep(("list", 1, 1), answer(10))
    assert answers.get(("list", 1, 1)) is kept
    assert answers.get(("list", 1, 2)) is None


def test_the_room_is_never_exceeded_and_what_was_asked_for_last_stays() -> None:
    answers = new_response_cache(3 * (1000 + OVERHEAD))
    for number in range(3):
        answers.keep(number, answer(1000))
    answers.get(0)
    answers.keep(3, answer(1000))
    assert [number for number in range(4) if answers.get(number)] == [0, 2, 3]
    assert answers.currsize == answers.maxsize


def test_keeping_again_counts_once_and_clearing_counts_nothing() -> None:
    answers = new_response_cache()
    for _ in range(5):
        answers.keep("same", answer(10))
    assert answers.currsize == 10 + OVERHEAD
    answers.clear()
    assert (answers.currsize, answers.get("same")) == (0, None)


def test_without_room_nothing_is_kept_and_the_answer_is_given_all_the_same() -> None:
    answers = new_response_cache(0)
    assert answers.keep("x", answer(5)).body == b"xxxxx"
    assert answers.get("x") is None
