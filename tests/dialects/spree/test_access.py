"""Permissions: every operation with every kind of key, with and without guests."""

from typing import Any

import pytest

from tests.dialects.spree.client import DOG, NO_KEY, NOT_AUTHORIZED, NOT_FOUND, SMALL, SpreeClient
from tests.pictures import jpeg

READS = {"list": 200, "show": 200, "new": 200}
WRITES = {"create": 201, "update": 201, "patch": 201, "update by post": 201, "delete": 204, "delete by post": 204}
ALL = READS | WRITES
NONE = dict.fromkeys(ALL, 401)
USER = READS | dict.fromkeys(WRITES, 404) | {"create": 401}

STATUSES: dict[str, dict[str, int]] = {
    "none": NONE,
    "wrong": NONE,
    "dan": NONE,  # revoked
    "rob": READS | dict.fromkeys(WRITES, 401),  # an admin whose key only reads
    "cus": USER,
    "sam": USER,  # staff are users here
    "ann": ALL,
}
GUESTS = STATUSES | {"none": USER}  # PACKSHOT_SPREE_GUESTS=1


@pytest.mark.parametrize("who", STATUSES)
@pytest.mark.parametrize("guests", [False, True], ids=["closed", "guests allowed"])
def test_who_may_do_what(request: pytest.FixtureRequest, guests: bool, who: str) -> None:
    spree: SpreeClient = request.getfixturevalue("spree_for_guests" if guests else "spree")
    for parent in (DOG, SMALL):
        image: dict[str, Any] | None = None
        for operation, status in (GUESTS if guests else STATUSES)[who].items():
            image = image or spree.create(parent, alt="old")
            response = send_operation(spree, operation, key(spree, who), parent, image["id"])
            assert response.status_code == status, (operation, parent)
            if status >= 400:
                assert response.json() == message_for(spree, who, status), (operation, parent)
                assert response.headers["cache-control"] == "no-cache"
                assert spree.listed() == [image], (operation, parent)
            elif operation in WRITES:
                empty(spree, parent)
                image = None
        empty(spree, parent)


def empty(spree: SpreeClient, parent: str) -> None:
    for left in spree.listed():
        assert spree.request("DELETE", f"{parent}/{left['id']}").status_code == 204


def key(spree: SpreeClient, who: str) -> dict[str, str]:
    if who == "none":
        return {}
    return {"X-Spree-Token": "0123"} if who == "wrong" else spree.key(who)


def message_for(spree: SpreeClient, who: str, status: int) -> dict[str, str]:
    if who in ("wrong", "dan"):
        return {"error": f"Invalid API key ({key(spree, who)['X-Spree-Token']}) specified."}
    refused = NOT_FOUND if status == 404 else NOT_AUTHORIZED
    return NO_KEY if who == "none" and not spree.settings.spree_guests else refused


def send_operation(spree: SpreeClient, operation: str, headers: dict[str, str], parent: str, number: int) -> Any:
    member, change = f"{parent}/{number}", {"json": {"image": {"alt": "new"}}}
    method, path, more = {
        "list": ("GET", parent, {}),
        "show": ("GET", member, {}),
        "new": ("GET", f"{parent}/new", {}),
        "create": ("POST", parent, {"files": {"image[attachment]": ("a.jpg", jpeg())}}),
        "update": ("PUT", member, change),
        "patch": ("PATCH", member, change),
        "update by post": ("POST", member, {"data": {"_method": "put", "image[alt]": "new"}}),
        "delete": ("DELETE", member, {}),
        "delete by post": ("POST", member, {"data": {"_method": "delete"}}),
    }[operation]
    return spree.client.request(method, path, headers=headers, **more)  # type: ignore[arg-type]
