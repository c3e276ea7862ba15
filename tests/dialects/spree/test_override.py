"""A POST that means another method."""

from typing import Any

import pytest

from tests.dialects.spree.client import DOG, LARGE, SpreeClient

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
def test_spree_83_a_post_may_mean_a_put(spree: SpreeClient, more: dict[str, Any]) -> None:
    for parent in (DOG, LARGE):
        image = spree.create(parent, alt="old")
        response = spree.request("POST", f"{parent}/{image['id']}", **more)
        assert (response.status_code, response.json()) == (201, image | {"alt": "new"})


@pytest.mark.parametrize("more", DELETES)
def test_a_post_may_mean_a_delete(spree: SpreeClient, more: dict[str, Any]) -> None:
    number = spree.create()["id"]
    response = spree.request("POST", f"{DOG}/{number}", **more)
    assert (response.status_code, response.content) == (204, b"")
    assert spree.listed() == []


def test_only_a_form_or_the_header_says_what_a_post_means(spree: SpreeClient) -> None:
    image = spree.create()
    for more in NOTHING:
        assert spree.request("POST", f"{DOG}/{image['id']}", **more).status_code == 301, more
    assert spree.listed() == [image]


def test_a_post_to_the_list_that_means_something_else_creates_nothing(spree: SpreeClient) -> None:
    for more in (*PUTS, *DELETES):
        assert spree.request("POST", DOG, **more).status_code == 301, more
    assert spree.listed() == []


def test_what_a_post_means_is_held_to_the_same(spree: SpreeClient) -> None:
    image = spree.create()
    for who, status in (("cus", 404), ("rob", 401), (None, 401)):
        response = spree.request("POST", f"{DOG}/{image['id']}", who, data={"_method": "delete"})
        assert response.status_code == status
    assert spree.listed() == [image]


def test_a_key_may_be_in_the_form_that_says_the_method(spree: SpreeClient) -> None:
    number = spree.create()["id"]
    form = {"_method": "delete", "token": spree.token()}
    assert spree.request("POST", f"{DOG}/{number}", None, data=form).status_code == 204
