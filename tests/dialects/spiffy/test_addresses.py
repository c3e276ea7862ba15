"""Which addresses are Spiffy's, what is not there, and how many statements a read costs."""

from pathlib import Path

import pytest

from tests.application import client_for
from tests.dialects.spiffy.conftest import OWNERS, Spiffy, golden, text_of
from tests.pictures import png
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
def test_spiffy_61_without_the_suffix_there_is_nothing(spiffy: Spiffy, kind: str) -> None:
    for rest in ("155/images", "155/images/1", "155/images/count", "155/images.xml", "", "155"):
        path = f"/api/{kind}/{rest}"
        for method in METHODS:
            answer = spiffy.client.request(method, path, headers=spiffy.basic())
            assert (answer.status_code, answer.content) == (404, golden("not_found.json")), path
        assert spiffy.client.get(path).status_code == 401


def test_products_without_the_suffix_are_another_dialects(spiffy: Spiffy) -> None:
    """The Token API's, to which this credential says nothing."""
    for rest in ("images", "images/1"):
        answer = spiffy.client.get(f"/api/products/8/{rest}", headers=spiffy.basic())
        assert (answer.status_code, list(answer.json())) == (401, ["detail"])


@pytest.mark.parametrize("method", METHODS)
def test_spiffy_39_an_unknown_owner_is_not_found_whatever_is_asked(spiffy: Spiffy, method: str) -> None:
    """`155` is the number of a collection only."""
    body = {"image": {"id": 1, "attachment": text_of(png())}} if method in ("POST", "PUT") else None
    tails = {"GET": ["", "/count", "/1"], "POST": [""]}.get(method, ["/1"])
    products = ("unknown", "99999", "155", "9" * 400, "DOG-8", "cute-dog%00", "%2e%2e", "8%2F..", "²")
    others = ("standard_collections/156", "super_collections/155", "super_collections/home-collection")
    for owner in [*(f"products/{reference}" for reference in products), *others]:
        for tail in tails:
            answer = spiffy.ask(method, f"{owner}/images{tail}", body)
            assert (answer.status_code, answer.content) == (404, golden("not_found.json")), owner


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_spiffy_33_an_unknown_image_is_not_found_whatever_is_asked(spiffy: Spiffy, method: str) -> None:
    """Also where something else is wrong with what is said of it."""
    there = spiffy.made()["id"]
    for number in ("99999", "0", "-1", "x", "1x", "9" * 400, "²", ".json"):
        body = {"image": {"id": 99999 if number == "99999" else there, "alt": 5}} if method == "PUT" else None
        answer = spiffy.ask(method, f"{AT}/{number}", body)
        assert (answer.status_code, answer.content) == (404, golden("not_found.json")), number


def test_spiffy_42_43_an_image_is_found_under_its_own_owner_only(spiffy: Spiffy) -> None:
    """Product 8 and the standard collection 8 are two owners of one number and one handle."""
    number = spiffy.made("products/8/images")["id"]
    for other in ("products/28", "standard_collections/8", "standard_collections/cute-dog", "super_collections/156"):
        path = f"{other}/images/{number}"
        answers = spiffy.get(path), spiffy.put(path, id=number, alt="x"), spiffy.delete(path)
        assert [answer.status_code for answer in answers] == [404, 404, 404]
        assert spiffy.ids(f"{other}/images") == []
    assert spiffy.ids("products/cute-dog/images") == [number]


def test_digits_are_an_id_before_they_are_a_handle(spiffy: Spiffy) -> None:
    """Product 200 has the handle `1`, which is nobody's id, and product 28's id is product 200's SKU."""
    image = spiffy.made("products/1/images")
    assert image["product_id"] == 200
    assert spiffy.made("products/28/images")["product_id"] == 28


def test_a_handle_it_had_before_still_leads_to_a_product(spiffy: Spiffy) -> None:
    assert spiffy.made("products/dog/images")["product_id"] == 8


WRONG_METHODS = [
    ("PATCH", f"{AT}/1", "DELETE, GET, PUT"),
    ("POST", f"{AT}/1", "DELETE, GET, PUT"),
    ("PUT", AT, "GET, POST"),
    ("DELETE", AT, "GET, POST"),
    ("POST", f"{AT}/count", "GET"),
    ("PATCH", "standard_collections/155/images", "GET, POST"),
]


def test_spiffy_62_another_method_is_not_allowed(spiffy: Spiffy) -> None:
    for method, path, allow in WRONG_METHODS:
        answer = spiffy.ask(method, path)
        assert (answer.status_code, answer.content) == (405, golden("not_allowed.json")), (method, path)
        assert answer.headers["allow"] == allow


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", "application/xml", "text/html"])
def test_spiffy_58_59_the_answer_is_json_whatever_is_accepted(spiffy: Spiffy, accept: str | None) -> None:
    spiffy.client.headers.pop("accept")
    headers = {"Accept": accept} if accept else {}
    body = {"image": {"attachment": text_of(png())}}
    answers = [
        spiffy.get(AT, headers=headers),
        spiffy.ask("POST", AT, body, headers=headers),
        spiffy.ask("POST", AT, {}, headers=headers),
        spiffy.ask("DELETE", f"{AT}/1", headers=headers),
        spiffy.get(f"{AT}/1", headers=headers),
        spiffy.client.get(f"/api/{AT}.json", headers=headers),
    ]
    assert [answer.status_code for answer in answers] == [200, 201, 400, 200, 404, 401]
    assert {answer.headers["content-type"] for answer in answers} == {"application/json; charset=utf-8"}
    assert all(isinstance(answer.json(), dict) for answer in answers)


def test_the_body_is_json_whatever_it_is_called(spiffy: Spiffy) -> None:
    for called in ("application/json", "application/json; charset=utf-8", "text/plain", ""):
        body = {"image": {"attachment": text_of(png())}}
        answer = spiffy.ask("POST", AT, body, headers={"Content-Type": called})
        assert answer.status_code == 201, called


def test_spiffy_53_count_is_no_image(spiffy: Spiffy) -> None:
    spiffy.made()
    assert spiffy.get(f"{AT}/count").json() == {"count": 1}
    for method in ("PUT", "DELETE"):
        assert spiffy.ask(method, f"{AT}/count", {"image": {"id": 1}}).status_code == 405


@pytest.mark.parametrize("kind", OWNERS)
def test_spiffy_38_every_operation_goes_by_id_and_by_handle_alike(spiffy: Spiffy, kind: str) -> None:
    named, numbered = f"{kind}/{OWNERS[kind][0]}/images", f"{kind}/{OWNERS[kind][1]}/images"
    for path, other in ((named, numbered), (numbered, named)):
        image = spiffy.made(path, alt="")
        assert spiffy.get(f"{path}/{image['id']}").json() == {"image": image}
        assert spiffy.get(other).json() == spiffy.get(path).json() == {"images": [image]}
        assert spiffy.put(f"{path}/{image['id']}", id=image["id"], alt="x").json()["image"]["alt"] == "x"
        assert spiffy.get(f"{other}/{image['id']}").json()["image"]["alt"] == "x"
        assert spiffy.get(f"{other}/count").json() == spiffy.get(f"{path}/count").json() == {"count": 1}
        assert spiffy.delete(f"{path}/{image['id']}").json() == {}
        assert spiffy.get(f"{other}/count").json() == {"count": 0}


@pytest.mark.parametrize("by", ["home-collection", "155", "featured-collection", "156"])
def test_spiffy_40_41_a_collections_image_names_its_collection_and_no_product(spiffy: Spiffy, by: str) -> None:
    kind = "standard_collections" if by in ("home-collection", "155") else "super_collections"
    answer = spiffy.post(f"{kind}/{by}/images", attachment=text_of(png()))
    image = answer.json()["image"]
    assert image["collection_id"] == OWNERS[kind][1]
    assert "product_id" not in image
    assert answer.headers["location"].endswith(f"/api/{kind}/{OWNERS[kind][1]}/images/{image['id']}.json")
    assert spiffy.listed(f"{kind}/{by}/images") == [image]


def test_head_is_a_get(spiffy: Spiffy) -> None:
    assert spiffy.ask("HEAD", AT).status_code == 200
    assert spiffy.ask("HEAD", AT, who="cus").status_code == 200


@pytest.mark.parametrize("tail", ["", "/count", "/1"])
def test_a_read_costs_three_statements_and_two_when_nothing_changed(spiffy: Spiffy, tail: str) -> None:
    for _ in range(5):
        spiffy.made()
    spiffy.client.get("/healthz")

    def cost() -> int:
        before = bound_engine().statements
        assert spiffy.get(AT + tail).status_code == 200
        return bound_engine().statements - before

    assert [cost(), cost(), cost()] == [3, 2, 2]


def test_who_has_it_already_is_told_so(spiffy: Spiffy) -> None:
    spiffy.made()
    etag = spiffy.get(AT).headers["etag"]
    assert spiffy.get(AT, headers={"If-None-Match": etag}).status_code == 304
    spiffy.made()
    assert spiffy.get(AT, headers={"If-None-Match": etag}).status_code == 200


def test_addresses_in_answers_start_with_where_the_request_was_sent_to(spiffy: Spiffy) -> None:
    answer = spiffy.ask("POST", AT, {"image": {"attachment": text_of(png())}}, headers={"Host": "shop.example:81"})
    assert answer.headers["location"] == "http://shop.example:81/api/products/8/images/1.json"
    assert answer.json()["image"]["src"].startswith("http://shop.example:81/sites/1/products/8_file_full.png?")


def test_or_with_the_base_address_that_is_set(settings: Settings, credentials: Credentials, tmp_path: Path) -> None:
    set_by_hand = settings_in(tmp_path, PACKSHOT_BASE_URL="https://pictures.example/shop")
    with client_for(set_by_hand, raises=True) as client:
        answer = Spiffy(client, credentials).post(AT, attachment=text_of(png()))
    assert answer.headers["location"] == "https://pictures.example/shop/api/products/8/images/1.json"
    assert answer.json()["image"]["src"].startswith("https://pictures.example/shop/sites/1/products/8_")
