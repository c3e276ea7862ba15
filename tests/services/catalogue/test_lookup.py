"""Finished answers: kept within their room, the least asked for going first."""

from web.services.catalogue.lookup import OVERHEAD, CachedResponse, new_response_cache


def cached_response(size: int) -> CachedResponse:
    return CachedResponse(b"x" * size, '"x"')


def test_an_answer_is_kept_under_all_it_depends_on() -> None:
    cache = new_response_cache()
    response = cache.keep(("list", 1, 1), cached_response(10))
    assert cache.get(("list", 1, 1)) is response
    assert cache.get(("list", 1, 2)) is None


def test_the_cache_limit_is_never_exceeded_and_what_was_requested_last_stays() -> None:
    cache = new_response_cache(3 * (1000 + OVERHEAD))
    for number in range(3):
        cache.keep(number, cached_response(1000))
    cache.get(0)
    cache.keep(3, cached_response(1000))
    assert [number for number in range(4) if cache.get(number)] == [0, 2, 3]
    assert cache.currsize == cache.maxsize


def test_keeping_again_counts_once_and_clearing_counts_nothing() -> None:
    cache = new_response_cache()
    for _ in range(5):
        cache.keep("same", cached_response(10))
    assert cache.currsize == 10 + OVERHEAD
    cache.clear()
    assert (cache.currsize, cache.get("same")) == (0, None)


def test_with_a_limit_of_nothing_the_response_is_returned_and_not_cached() -> None:
    cache = new_response_cache(0)
    assert cache.keep("x", cached_response(5)).body == b"xxxxx"
    assert cache.get("x") is None
