"""Permissions: every operation with every kind of credential, presented in both ways."""

from typing import Any

import pytest

from tests.dialects.bigcommerce.conftest import JSON, BigCommerceClient, authentication

COLLECTION, MEMBER, COUNT = "/products/28/images", "/products/28/images/{id}", "/products/28/images/count"
STORE, STORE_COUNT = "/products/images", "/products/images/count"
READS = {
    ("GET", COLLECTION): 200,
    ("HEAD", COLLECTION): 200,
    ("OPTIONS", COLLECTION): 200,
    ("GET", COUNT): 200,
    ("HEAD", COUNT): 200,
    ("OPTIONS", COUNT): 200,
    ("GET", MEMBER): 200,
    ("HEAD", MEMBER): 200,
    ("OPTIONS", MEMBER): 200,
    ("GET", STORE): 200,
    ("HEAD", STORE): 200,
    ("OPTIONS", STORE): 200,
    ("GET", STORE_COUNT): 200,
    ("HEAD", STORE_COUNT): 200,
    ("OPTIONS", STORE_COUNT): 200,
}
WRITES = {("POST", COLLECTION): 201, ("PUT", MEMBER): 200, ("DELETE", MEMBER): 204, ("DELETE", COLLECTION): 204}
NOBODY = dict.fromkeys(READS | WRITES, 401)
READER = READS | dict.fromkeys(WRITES, 403)
WRITER = READS | WRITES

STATUSES: dict[str, dict[tuple[str, str], int]] = {
    "none": NOBODY,
    "wrong": NOBODY,
    "dan": NOBODY,  # revoked
    "rob": READER,  # an admin whose credential only reads
    "cus": READER,  # a customer whose credential might write
    "sam": WRITER,  # staff
    "ann": WRITER,  # an admin
}
MESSAGES = {
    "none": "No credentials were supplied in the request.",
    "wrong": "The credentials supplied in the request are invalid.",
    "dan": "The credentials supplied in the request are invalid.",
    "rob": "You do not have permission to perform this operation.",
    "cus": "You do not have permission to perform this operation.",
}


@pytest.mark.parametrize("way", ["basic", "token"])
@pytest.mark.parametrize("who", STATUSES)
def test_bigcommerce_61_62_63_who_may_do_what(bigcommerce: BigCommerceClient, who: str, way: str) -> None:
    base = "/api/v2" if way == "basic" else f"/stores/{bigcommerce.credential('ann')['store_hash']}/v2"
    changed = bigcommerce.put_file("b.jpg")
    image: dict[str, Any] | None = None
    for (method, path), status in STATUSES[who].items():
        image = image or bigcommerce.add()
        sent: dict[str, Any] = (
            {"json": {"image_file": changed, "description": "new"}} if method in ("POST", "PUT") else {}
        )
        address = base + path.format(id=image["id"])
        response = bigcommerce.client.request(method, address, **authentication(bigcommerce, who, way), **sent)
        assert response.status_code == status, (method, path)
        if status > 400:
            assert response.headers["content-type"] == "application/json; charset=utf-8"
            challenge = 'Basic realm="BigCommerce API"' if status == 401 else None
            assert response.headers.get("www-authenticate") == challenge
            refusal = [{"status": status, "message": MESSAGES[who]}]
            assert response.content == b"" if method == "HEAD" else response.json() == refusal, (method, path)
            assert bigcommerce.images() == [image], (method, path)
        elif (method, path) in WRITES:
            assert bigcommerce.request("DELETE", COLLECTION).status_code == 204
            image = None


def test_what_belongs_elsewhere_is_nobodys(bigcommerce: BigCommerceClient) -> None:
    """Parts put together wrongly, and what is good in another dialect or in the other way."""
    ann, sam, spiffy = (
        bigcommerce.credential("ann"),
        bigcommerce.credential("sam"),
        bigcommerce.credentials["ann"]["spiffy"],
    )
    names = ("", "nobody", sam["username"], ann["client_id"])
    pairs = [(name, ann["token"]) for name in names]
    pairs += [(ann["username"], text) for text in ("", ann["access_token"], ann["username"], sam["token"])]
    pairs += [(spiffy["api_key"], spiffy["password"]), ("ann", "correct horse battery")]
    for pair in pairs:
        response = bigcommerce.client.get(f"/api/v2{COLLECTION}", headers=JSON, auth=pair)
        assert (response.status_code, response.json()[0]["message"]) == (401, MESSAGES["wrong"]), pair
    for token in (
        ann["token"],
        ann["client_id"],
        spiffy["access_token"],
        bigcommerce.credentials["ann"]["spree"]["token"],
    ):
        response = bigcommerce.client.get(f"/api/v2{COLLECTION}", headers=JSON | {"X-Auth-Token": token})
        assert (response.status_code, response.json()[0]["message"]) == (401, MESSAGES["wrong"]), token
