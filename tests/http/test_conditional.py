"""Conditional requests: 304 for who has the current version, and for nobody else."""

import pytest

from web.http.conditional import client_has


def having(*values: bytes) -> dict[str, object]:
    return {"headers": [(b"accept", b"*/*"), *((b"if-none-match", value) for value in values)]}


@pytest.mark.parametrize("etag", ['"abc"', 'W/"abc"'])
@pytest.mark.parametrize("value", [b'"abc"', b'W/"abc"', b'"x", W/"abc"', b"*", b'"a,b","abc"'])
def test_a_tag_is_known_however_it_is_listed(etag: str, value: bytes) -> None:
    assert client_has(having(value), etag)


@pytest.mark.parametrize("value", [b"", b'"ab"', b'"abcd"', b'"xabc"', b"abc", b'"abc', b'"x W/"', b'W/"ABC"'])
def test_another_tag_is_another_even_if_it_contains_this_one(value: bytes) -> None:
    assert not client_has(having(value), 'W/"abc"')


def test_of_several_headers_each_counts() -> None:
    assert client_has(having(b'"x"', b'"abc"'), '"abc"')
    assert not client_has(having(), '"abc"')
