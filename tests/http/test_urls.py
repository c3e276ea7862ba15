"""An address with a query leads where it led, and says what it is given."""

import pytest

from web.http.urls import with_query


@pytest.mark.parametrize(
    ("address", "query", "whole"),
    [
        ("/admin/", {}, "/admin/"),
        ("/admin/", {"q": "", "after": None}, "/admin/"),
        ("/admin/", {"q": "blue & white", "after": 0}, "/admin/?q=blue+%26+white&after=0"),
        ("/admin/products/8?store=2", {"done": 7}, "/admin/products/8?store=2&done=7"),
        ("https://shop.example/back?a=1#top", {"oauth_token": "t"}, "https://shop.example/back?a=1&oauth_token=t#top"),
        ("/admin/#top", {}, "/admin/#top"),
    ],
)
def test_a_query_stands_between_path_and_fragment_beside_what_was_there(
    address: str, query: dict[str, object], whole: str
) -> None:
    assert with_query(address, **query) == whole
