"""A POST that means another method."""

from typing import Any

import pytest

from tests.dialects.spree.asking import DOG, LARGE, Spree

PUTS: list[dict[str, Any]] = [
    {"data": {"_method": "put", "image[alt]": "new"}},
    {"data": {"_method": "PATCH", "image[alt]": "new"}},
    {"files": {"_method": (None, "put"), "image[alt]": (None, "new")}},
    {"json": {"image": {"alt": "new"}}, "headers": {"X-HTTP-Method-Override": "PUT"}},
    {"json": {"alt": "new"}, "headers": {"X-HTTP-Method-Override": "patch"}},
    {"data": {"_method": "put", "image[alt]": "new"}, "headers": {"X-HTTP-Method-Override": "DELETE"}},
]
DELETES: list[dict[str, Any]] = [
    {"data": {"_method": "delete"}},
    {"headers": {"X-HTTP-Method-Override": "DELETE"}},
    {"json": {"_method": "put"}, "headers": {"X-HTTP-Method-Override": "DELETE"}},
]
NOTHING: list[dict[str, Any]] = [
    {},
    {"data": {"_method": "post"}},
    {"data": {"_method": ""}, "headers": {"X-HTTP-Method-Override": "DELETE"}},
    {"json": {"_method": "delete"}},
    {"params": {"_method": "delete"}},
    {"files": {"_method": ("a.txt", b"delete")}},
    {"headers": {"X-HTTP-Method-Override": "LINK"}},
]


@pytest.mark.parametrize("more", PUTS)
def test_spree_83_a_post_may_mean_a_put(spree: Spree, more: dict[str, Any]) -> None:
    for parent in (DOG, LARGE):
        image = spree.made(parent, alt="old")
        answer = spree.ask("POST", f"{parent}/{image['id']}", **more)
        assert (answer.status_code, answer.json()) == (201, image | {"alt": "new"})


@pytest.mark.parametrize("more", DELETES)
def test_a_post_may_mean_a_delete(spree: Spree, more: dict[str, Any]) -> None:
    number = spree.made()["id"]
    answer = spree.ask("POST", f"{DOG}/{number}", **more)
    assert (answer.status_code, answer.content) == (204, b"")
    assert spree.listed() == []


def test_only_a_form_or_the_header_says_what_a_post_means(spree: Spree) -> None:
    image = spree.made()
    for more in NOTHING:
        assert spree.ask("POST", f"{DOG}/{image['id']}", **more).status_code == 301, more
    assert spree.listed() == [image]


def test_a_post_to_the_list_that_means_something_else_creates_nothing(spree: Spree) -> None:
    for more in (*PUTS, *DELETES):
        assert spree.ask("POST", DOG, **more).status_code == 301, more
    assert spree.listed() == []


def test_what_a_post_means_is_held_to_the_same(spree: Spree) -> None:
    image = spree.made()
    for who, status in (("cus", 404), ("rob", 401), (None, 401)):
        answer = spree.ask("POST", f"{DOG}/{image['id']}", who, data={"_method": "delete"})
        assert answer.status_code == status
    assert spree.listed() == [image]


def test_a_key_may_be_in_the_form_that_says_the_method(spree: Spree) -> None:
    number = spree.made()["id"]
    form = {"_method": "delete", "token": spree.token()}
    assert spree.ask("POST", f"{DOG}/{number}", None, data=form).status_code == 204
