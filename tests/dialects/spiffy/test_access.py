"""Permissions: every operation of every kind of owner with every kind of credential, in both schemes."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from tests.dialects.spiffy.conftest import SpiffyClient, golden
from tests.pictures import base64_text, png

OWNERS = ("products/8", "standard_collections/home-collection", "super_collections/156")
READS = {"list": 200, "count": 200, "show": 200}
WRITES = {"create": 201, "update": 200, "delete": 200}
NOBODY = dict.fromkeys(READS | WRITES, 401)
READER = READS | dict.fromkeys(WRITES, 403)
WRITER = READS | WRITES

STATUSES: dict[str, dict[str, int]] = {
    "none": NOBODY,
    "wrong": NOBODY,
    "dan": NOBODY,  # revoked
    "rob": READER,  # an admin whose credential only reads
    "cus": READER,
    "sam": WRITER,
    "ann": WRITER,
}
REFUSALS = {401: "unauthorized.json", 403: "forbidden.json"}


@pytest.mark.parametrize("who", STATUSES)
def test_spiffy_54_55_56_who_may_do_what(spiffy: SpiffyClient, who: str) -> None:
    for headers, owner in product(credentials(spiffy, who), OWNERS):
        image: dict[str, Any] | None = None
        for operation, status in STATUSES[who].items():
            image = image or spiffy.create(f"{owner}/images")
            response = send_operation(spiffy, operation, headers, owner, image["id"])
            assert response.status_code == status, (operation, owner, headers)
            if status in REFUSALS:
                assert response.content == golden(REFUSALS[status]), operation
                assert response.headers["content-type"] == "application/json; charset=utf-8"
                assert response.headers.get("www-authenticate") == ('Basic realm="API"' if status == 401 else None)
                assert spiffy.listed(f"{owner}/images") == [image], operation
            elif operation in WRITES:
                empty(spiffy, owner)
                image = None
        empty(spiffy, owner)


def empty(spiffy: SpiffyClient, owner: str) -> None:
    for left in spiffy.ids(f"{owner}/images"):
        assert spiffy.delete(f"{owner}/images/{left}").json() == {}


def credentials(spiffy: SpiffyClient, who: str) -> Iterator[dict[str, str]]:
    if who == "none":
        yield {}
    elif who == "wrong":
        ann = spiffy.credentials["ann"]["spiffy"]
        yield basic(f"{ann['api_key']}:wrong")
        yield {"Authorization": "Bearer wrong"}
    else:
        yield spiffy.basic(who)
        yield spiffy.bearer(who)


def send_operation(spiffy: SpiffyClient, operation: str, headers: dict[str, str], owner: str, number: int) -> Any:
    images, image = f"/api/{owner}/images.json", f"/api/{owner}/images/{number}.json"
    method, path, body = {
        "list": ("GET", images, None),
        "count": ("GET", f"/api/{owner}/images/count.json", None),
        "show": ("GET", image, None),
        "create": ("POST", images, {"image": {"attachment": base64_text(png())}}),
        "update": ("PUT", image, {"image": {"id": number, "alt": "new"}}),
        "delete": ("DELETE", image, None),
    }[operation]
    return spiffy.client.request(method, path, headers=headers, json=body)


def test_whatever_else_is_presented_is_nobodys(spiffy: SpiffyClient) -> None:
    ann = spiffy.credentials["ann"]["spiffy"]
    pairs = (f"wrong:{ann['password']}", ann["api_key"], f"{ann['password']}:{ann['api_key']}", "", ":", "ann:ann")
    texts = ("Bearer", "Basic", "Basic ***", "Basic \xff", "Digest x", f"Bearer {ann['password']}", ann["access_token"])
    presented: list[Any] = [basic(pair) for pair in pairs]
    presented += [{"Authorization": text.encode("latin-1")} for text in texts]
    presented += [basic(f"{ann['access_token']}:"), {"X-Spree-Token": spiffy.credentials["ann"]["spree"]["token"]}]
    for headers in presented:
        response = spiffy.client.get("/api/products/8/images.json", headers=headers)
        assert (response.status_code, response.content) == (401, golden("unauthorized.json")), headers


def basic(pair: str) -> dict[str, str]:
    return {"Authorization": f"Basic {base64_text(pair.encode())}"}
