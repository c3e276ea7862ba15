"""Products and variations: how they are found, and which images hang under them."""

from typing import Any

import pytest

from tests.dialects.spree.client import DOG, LARGE, MUG, NOT_FOUND, SMALL, SpreeClient

ONES = (("GET", ""), ("POST", ""), ("GET", "/1"), ("PUT", "/1"), ("DELETE", "/1"))  # all but `new`


@pytest.mark.parametrize("reference", ["cute-dog", "dog", "8"])
def test_spree_33_a_product_goes_by_permalink_old_permalink_or_id(spree: SpreeClient, reference: str) -> None:
    image = spree.create()
    assert spree.listed(f"/api/v1/products/{reference}/images") == [image]
    assert spree.request("GET", f"/api/v1/products/{reference}/images/{image['id']}").json() == image


def test_spree_32_a_permalink_wins_over_an_id(spree: SpreeClient) -> None:
    """The product called `28` shadows the one of that number."""
    of_the_mug = spree.create(MUG)
    spree.write(
        "INSERT INTO owner_identifier (kind, type, text, owner)"
        " SELECT 'product', 'slug', '28', id FROM owner WHERE shop_id = 200"
    )
    assert spree.listed("/api/v1/products/28/images") == []
    assert spree.listed("/api/v1/products/028/images") == [of_the_mug], "no permalink is written like that"
    assert spree.listed(MUG) == [of_the_mug]


def test_spree_34_a_products_id_is_digits_and_nothing_else(spree: SpreeClient) -> None:
    image = spree.create()
    for reference in ("08", "0008"):
        assert spree.listed(f"/api/v1/products/{reference}/images") == [image]
    response = spree.request("GET", "/api/v1/products/8abc/images")
    assert (response.status_code, response.json()) == (404, NOT_FOUND)


@pytest.mark.parametrize(
    "reference",
    ["no-such", "8abc", "Cute-Dog", "0", "99", "DOG-8", "5595", "%00", "a%00b", "9" * 5000, "%FF", "cute%2Fdog", "８"],
)
def test_what_no_product_is_called_is_not_found(spree: SpreeClient, reference: str) -> None:
    for method, path in ONES:
        response = spree.request(method, f"/api/v1/products/{reference}/images{path}")
        assert (response.status_code, response.json()) == (404, NOT_FOUND)


def test_spree_35_a_product_that_is_no_more_is_not_found(spree: SpreeClient) -> None:
    number = spree.create(MUG)["id"]
    spree.write("DELETE FROM owner WHERE shop_id = 28")
    for parent in (MUG, "/api/v1/products/28/images", "/api/v1/variants/28/images"):
        for path in (parent, f"{parent}/{number}"):
            response = spree.request("GET", path)
            assert (response.status_code, response.json()) == (404, NOT_FOUND)


@pytest.mark.parametrize("reference", ["99", "8", "abc", "0", "-1", "9" * 40, "9" * 5000])
def test_spree_36_what_is_no_variations_id_is_not_found(spree: SpreeClient, reference: str) -> None:
    """8 is a product that has variations, and so no variation itself."""
    for method, path in ONES:
        response = spree.request(method, f"/api/v1/variants/{reference}/images{path}")
        assert (response.status_code, response.json()) == (404, NOT_FOUND)


def test_a_products_address_lists_the_images_of_its_variations_too(spree: SpreeClient) -> None:
    common, small, large = spree.create(DOG), spree.create(SMALL), spree.create(LARGE)
    assert [image["viewable_id"] for image in (common, small, large)] == [5595, 5595, 5596]
    assert spree.listed(DOG) == [common, small, large]


def test_a_variations_address_lists_its_own_and_the_masters_those_of_no_variation(spree: SpreeClient) -> None:
    common, small, large = spree.create(DOG), spree.create(SMALL), spree.create(LARGE)
    assert spree.listed(SMALL) == [common, small]
    assert spree.listed(LARGE) == [large]
    assert spree.listed("/api/v1/variants/5596abc/images") == [large]


def test_a_product_without_variations_is_its_own_master(spree: SpreeClient) -> None:
    one, two = spree.create(MUG), spree.create("/api/v1/variants/28/images")
    assert [image["viewable_id"] for image in (one, two)] == [28, 28]
    assert spree.listed(MUG) == spree.listed("/api/v1/variants/28/images") == [one, two]


def test_a_product_id_in_the_query_wins_over_a_variation(spree: SpreeClient) -> None:
    common, of_the_mug = spree.create(), spree.create(f"{LARGE}?product_id=mug")
    assert spree.listed(MUG) == spree.listed(f"{LARGE}?product_id=28") == [of_the_mug]
    assert spree.listed("/api/v1/variants/99/images?product_id=dog") == [common]
    for reference in ("no-such", "", "5595"):
        assert spree.request("GET", f"{LARGE}?product_id={reference}").status_code == 404
    assert spree.listed(f"{MUG}?product_id=8") == [of_the_mug], "a product does not give way"


def test_spree_37_an_image_is_shown_by_its_product_and_by_its_variation(spree: SpreeClient) -> None:
    image, large = spree.create(), spree.create(LARGE)
    for parent, one in ((DOG, image), (SMALL, image), (DOG, large), (LARGE, large)):
        response = spree.request("GET", f"{parent}/{one['id']}")
        assert (response.status_code, response.json()) == (200, one)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_spree_38_an_image_of_another_parent_is_not_there(spree: SpreeClient, method: str) -> None:
    """Also when it is shown: Spree's own looks at the image's id alone."""
    common, large = spree.create(DOG), spree.create(LARGE)
    image: dict[str, Any] = {"json": {"image": {"alt": "new"}}} if method == "PUT" else {}
    nowhere = f"/api/v1/products/zzz/images/{common['id']}"
    for path in (f"{MUG}/{common['id']}", f"{LARGE}/{common['id']}", f"{SMALL}/{large['id']}", nowhere):
        response = spree.request(method, path, **image)
        assert (response.status_code, response.json()) == (404, NOT_FOUND)
    assert spree.listed() == [common, large]


def test_an_image_of_a_variation_is_changed_through_its_product_too(spree: SpreeClient) -> None:
    large = spree.create(LARGE)
    assert spree.change(large["id"], DOG, alt="new") == large | {"alt": "new"}
    assert spree.request("DELETE", f"{DOG}/{large['id']}").status_code == 204


def test_spree_39_an_image_goes_by_the_number_in_front(spree: SpreeClient) -> None:
    image = spree.create()
    for number in (f"{image['id']}", f"{image['id']}abc", f"00{image['id']}", f"{image['id']}.5"):
        assert spree.request("GET", f"{DOG}/{number}").json() == image
    for number in ("abc", "0", "-1", "9" * 23, "9" * 5000, "edit", "%00"):
        response = spree.request("GET", f"{DOG}/{number}")
        assert (response.status_code, response.json()) == (404, NOT_FOUND)


@pytest.mark.parametrize("who", ["sam", "cus"])
def test_spree_23_24_users_see_what_is_not_hidden_of_products_that_are_not(spree: SpreeClient, who: str) -> None:
    """The document has it so ("images visible to the authenticated user"); Spree's own shows users none."""
    shown, hidden = spree.create(), spree.create()
    unseen = spree.create("/api/v1/products/hidden/images")
    spree.hide(hidden["id"])
    assert spree.listed(DOG, who) == spree.listed(SMALL, who) == [shown]
    assert spree.listed(DOG, "ann") == spree.listed(DOG, "rob") == [shown, hidden]
    assert spree.listed("/api/v1/products/hidden/images") == [unseen]
    for path in (
        f"{DOG}/{hidden['id']}",
        "/api/v1/products/hidden/images",
        "/api/v1/variants/300/images",
        f"/api/v1/products/hidden/images/{unseen['id']}",
    ):
        response = spree.request("GET", path, who)
        assert (response.status_code, response.json()) == (404, NOT_FOUND)


def test_ids_are_never_given_again(spree: SpreeClient) -> None:
    number = spree.create()["id"]
    spree.request("DELETE", f"{DOG}/{number}")
    assert spree.create()["id"] > number
