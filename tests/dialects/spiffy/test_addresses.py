"""Addresses: which are Spiffy's, which are not found, and how many statements a read takes."""

from pathlib import Path

import pytest

from tests.application import client_for
from tests.dialects.spiffy.conftest import OWNERS, SpiffyClient, golden
from tests.pictures import base64_text, png
from tests.shop import Credentials, settings_in
from web.database.engines.bound import bound_engine
from web.dialects.spiffy.spec import match
from web.settings import Settings

AT = "products/8/images"
METHODS = ("GET", "POST", "PUT", "DELETE")


@pytest.mark.parametrize(
    ("path", "inner"),
    [
        ("/api/products/8/images.json", "products/8/images.json"),
        ("/api/products/8/images/7.json", "products/8/images/7.json"),
        ("/api/products/8/images.json/", "products/8/images.json/"),
        ("/api/products/8/images", None),
        ("/api/products/8/images/7", None),
        ("/api/products", None),
        ("/api/standard_collections/8/images", "standard_collections/8/images"),
        ("/api/super_collections/8/images/7.json", "super_collections/8/images/7.json"),
        ("/api/v1/products/8/images.json", None),
        ("/api/v2/products/8/images.json", None),
        ("/api/rest/products/8/images.json", None),
        ("/products/8/images.json", None),
    ],
)
def test_spiffy_is_spoken_where_the_json_suffix_or_a_collection_says_so(path: str, inner: str | None) -> None:
    assert match(path) == inner


@pytest.mark.parametrize("kind", ["standard_collections", "super_collections"])
def test_spiffy_61_without_the_suffix_there_is_nothing(spiffy: SpiffyClient, kind: str) -> None:
    for rest in ("155/images", "155/images/1", "155/images/count", "155/images.xml", "", "155"):
        path = f"/api/{kind}/{rest}"
        for method in METHODS:
            response = spiffy.client.request(method, path, headers=spiffy.basic())
            assert (response.status_code, response.content) == (404, golden("not_found.json")), path
        assert spiffy.client.get(path).status_code == 401


def test_products_without_the_suffix_are_another_dialects(spiffy: SpiffyClient) -> None:
    """The Token API's, to which this credential says nothing."""
    for rest in ("images", "images/1"):
        response = spiffy.client.get(f"/api/products/8/{rest}", headers=spiffy.basic())
        assert (response.status_code, list(response.json())) == (401, ["detail"])


@pytest.mark.parametrize("method", METHODS)
def test_spiffy_39_an_unknown_owner_is_not_found_whatever_is_asked(spiffy: SpiffyClient, method: str) -> None:
    """`155` is the number of a collection only."""
    body = {"image": {"id": 1, "attachment": base64_text(png())}} if method in ("POST", "PUT") else None
    tails = {"GET": ["", "/count", "/1"], "POST": [""]}.get(method, ["/1"])
    products = ("unknown", "99999", "155", "9" * 400, "DOG-8", "cute-dog%00", "%2e%2e", "8%2F..", "²")
    others = ("standard_collections/156", "super_collections/155", "super_collections/home-collection")
    for owner in [*(f"products/{reference}" for reference in products), *others]:
        for tail in tails:
            response = spiffy.request(method, f"{owner}/images{tail}", body)
            assert (response.status_code, response.content) == (404, golden("not_found.json")), owner


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_spiffy_33_an_unknown_image_is_not_found_whatever_is_asked(spiffy: SpiffyClient, method: str) -> None:
    """Also where something else is wrong with what is said of it."""
    there = spiffy.create()["id"]
    for number in ("99999", "0", "-1", "x", "1x", "9" * 400, "²", ".json"):
        body = {"image": {"id": 99999 if number == "99999" else there, "alt": 5}} if method == "PUT" else None
        response = spiffy.request(method, f"{AT}/{number}", body)
        assert (response.status_code, response.content) == (404, golden("not_found.json")), number


def test_spiffy_42_43_an_image_is_found_under_its_own_owner_only(spiffy: SpiffyClient) -> None:
    """Product 8 and the standard collection 8 are two owners of one number and one handle."""
    number = spiffy.create("products/8/images")["id"]
    for other in ("products/28", "standard_collections/8", "standard_collections/cute-dog", "super_collections/156"):
        path = f"{other}/images/{number}"
        responses = spiffy.get(path), spiffy.put(path, id=number, alt="x"), spiffy.delete(path)
        assert [response.status_code for response in responses] == [404, 404, 404]
        assert spiffy.ids(f"{other}/images") == []
    assert spiffy.ids("products/cute-dog/images") == [number]


def test_digits_are_an_id_before_they_are_a_handle(spiffy: SpiffyClient) -> None:
    """Product 200 has the handle `1`, which is nobody's id, and product 28's id is product 200's SKU."""
    image = spiffy.create("products/1/images")
    assert image["product_id"] == 200
    assert spiffy.create("products/28/images")["product_id"] == 28


def test_a_handle_it_had_before_still_leads_to_a_product(spiffy: SpiffyClient) -> None:
    assert spiffy.create("products/dog/images")["product_id"] == 8


WRONG_METHODS = [
    ("PATCH", f"{AT}/1", "DELETE, GET, PUT"),
    ("POST", f"{AT}/1", "DELETE, GET, PUT"),
    ("PUT", AT, "GET, POST"),
    ("DELETE", AT, "GET, POST"),
    ("POST", f"{AT}/count", "GET"),
    ("PATCH", "standard_collections/155/images", "GET, POST"),
]


def test_spiffy_62_another_method_is_not_allowed(spiffy: SpiffyClient) -> None:
    for method, path, allow in WRONG_METHODS:
        response = spiffy.request(method, path)
        assert (response.status_code, response.content) == (405, golden("not_allowed.json")), (method, path)
        assert response.headers["allow"] == allow


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", "application/xml", "text/html"])
def test_spiffy_58_59_the_answer_is_json_whatever_is_accepted(spiffy: SpiffyClient, accept: str | None) -> None:
    spiffy.client.headers.pop("accept")
    headers = {"Accept": accept} if accept else {}
    body = {"image": {"attachment": base64_text(png())}}
    responses = [
        spiffy.get(AT, headers=headers),
        spiffy.request("POST", AT, body, headers=headers),
        spiffy.request("POST", AT, {}, headers=headers),
        spiffy.request("DELETE", f"{AT}/1", headers=headers),
        spiffy.get(f"{AT}/1", headers=headers),
        spiffy.client.get(f"/api/{AT}.json", headers=headers),
    ]
    assert [response.status_code for response in responses] == [200, 201, 400, 200, 404, 401]
    assert {response.headers["content-type"] for response in responses} == {"application/json; charset=utf-8"}
    assert all(isinstance(response.json(), dict) for response in responses)


def test_the_body_is_json_whatever_it_is_called(spiffy: SpiffyClient) -> None:
    for called in ("application/json", "application/json; charset=utf-8", "text/plain", ""):
        body = {"image": {"attachment": base64_text(png())}}
        response = spiffy.request("POST", AT, body, headers={"Content-Type": called})
        assert response.status_code == 201, called


def test_spiffy_53_count_is_no_image(spiffy: SpiffyClient) -> None:
    spiffy.create()
    assert spiffy.get(f"{AT}/count").json() == {"count": 1}
    for method in ("PUT", "DELETE"):
        assert spiffy.request(method, f"{AT}/count", {"image": {"id": 1}}).status_code == 405


@pytest.mark.parametrize("kind", OWNERS)
def test_spiffy_38_every_operation_goes_by_id_and_by_handle_alike(spiffy: SpiffyClient, kind: str) -> None:
    named, numbered = f"{kind}/{OWNERS[kind][0]}/images", f"{kind}/{OWNERS[kind][1]}/images"
    for path, other in ((named, numbered), (numbered, named)):
        image = spiffy.create(path, alt="")
        assert spiffy.get(f"{path}/{image['id']}").json() == {"image": image}
        assert spiffy.get(other).json() == spiffy.get(path).json() == {"images": [image]}
        assert spiffy.put(f"{path}/{image['id']}", id=image["id"], alt="x").json()["image"]["alt"] == "x"
        assert spiffy.get(f"{other}/{image['id']}").json()["image"]["alt"] == "x"
        assert spiffy.get(f"{other}/count").json() == spiffy.get(f"{path}/count").json() == {"count": 1}
        assert spiffy.delete(f"{path}/{image['id']}").json() == {}
        assert spiffy.get(f"{other}/count").json() == {"count": 0}


@pytest.mark.parametrize("by", ["home-collection", "155", "featured-collection", "156"])
def test_spiffy_40_41_a_collections_image_names_its_collection_and_no_product(spiffy: SpiffyClient, by: str) -> None:
    kind = "standard_collections" if by in ("home-collection", "155") else "super_collections"
    response = spiffy.post(f"{kind}/{by}/images", attachment=base64_text(png()))
    image = response.json()["image"]
    assert image["collection_id"] == OWNERS[kind][1]
    assert "product_id" not in image
    assert response.headers["location"].endswith(f"/api/{kind}/{OWNERS[kind][1]}/images/{image['id']}.json")
    assert spiffy.listed(f"{kind}/{by}/images") == [image]


def test_head_is_a_get(spiffy: SpiffyClient) -> None:
    assert spiffy.request("HEAD", AT).status_code == 200
    assert spiffy.request("HEAD", AT, who="cus").status_code == 200


@pytest.mark.parametrize("tail", ["", "/count", "/1"])
def test_a_read_costs_three_statements_and_two_when_nothing_changed(spiffy: SpiffyClient, tail: str) -> None:
    for _ in range(5):
        spiffy.create()
    spiffy.client.get("/healthz")

    def count_statements() -> int:
        before = bound_engine().statements
        assert spiffy.get(AT + tail).status_code == 200
        return bound_engine().statements - before

    assert [count_statements(), count_statements(), count_statements()] == [3, 2, 2]


def test_who_has_it_already_is_told_so(spiffy: SpiffyClient) -> None:
    spiffy.create()
    etag = spiffy.get(AT).headers["etag"]
    assert spiffy.get(AT, headers={"If-None-Match": etag}).status_code == 304
    spiffy.create()
    assert spiffy.get(AT, headers={"If-None-Match": etag}).status_code == 200


def test_addresses_in_answers_start_with_where_the_request_was_sent_to(spiffy: SpiffyClient) -> None:
    response = spiffy.request(
        "POST", AT, {"image": {"attachment": base64_text(png())}}, headers={"Host": "shop.example:81"}
    )
    assert response.headers["location"] == "http://shop.example:81/api/products/8/images/1.json"
    assert response.json()["image"]["src"].startswith("http://shop.example:81/sites/1/products/8_file_full.png?")


def test_or_with_the_base_address_that_is_set(settings: Settings, credentials: Credentials, tmp_path: Path) -> None:
    set_by_hand = settings_in(tmp_path, PACKSHOT_BASE_URL="https://pictures.example/shop")
    with client_for(set_by_hand, raises=True) as client:
        response = SpiffyClient(client, credentials).post(AT, attachment=base64_text(png()))
    assert response.headers["location"] == "https://pictures.example/shop/api/products/8/images/1.json"
    assert response.json()["image"]["src"].startswith("https://pictures.example/shop/sites/1/products/8_")
