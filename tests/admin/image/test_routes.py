"""An image's own page: what it shows, and every action of its forms, store by store."""

import html
import json
import re
from typing import Any

import pytest
from litestar.testing import TestClient

from tests import pictures
from tests.admin.conftest import MUG, Visitor
from tests.shop import Credentials
from web.database.engines.bound import bound_engine

DOG = "/admin/products/8"


def panel(image: int, gallery: str = MUG) -> str:
    return f"{gallery}/images/{image}/details"


def row(page: str, store: int) -> str:
    found = re.search(rf'<tr id="store-{store}">.*?</tr>', page, re.DOTALL)
    assert found
    return found[0]


def values_read(page: str, store: int) -> dict[str, Any]:
    found = re.search(r'name="was" value="([^"]*)"', row(page, store))
    assert found
    return json.loads(html.unescape(found[1]))  # type: ignore[no-any-return]


def save(visitor: Visitor, address: str, store: int, page: str | None = None, **typed: Any) -> Any:
    """Send the row of that store as a browser does: all it shows, and what was changed in it."""
    shown = values_read(page or visitor.get(address).text, store)
    fields = {name: shown[name] for name in ("label", "seen", "place", "roles")}
    fields |= {"empty": "yes"} if shown["empty"] else {}
    fields |= {"do": "values", "store": str(store), "was": json.dumps(shown), **typed}
    return visitor.post(address, {name: value for name, value in fields.items() if value is not None})


def test_it_shows_the_picture_its_facts_and_what_is_not_good_about_it(ann: Visitor) -> None:
    ann.upload(("front & side.jpg", pictures.jpeg(400, 300)))
    (image,) = ann.images()
    page = ann.get(panel(image)).text
    for fact in ("front &amp; side.jpg", "400 × 300 px", "JPEG", "RGB", "Main colour", "Sharpness", "Uploaded by"):
        assert fact in page
    assert "Only 300 px on the shorter side" in page
    assert re.search(r'href="/media/\d+-[\w-]+/fit-2048x2048/', page)
    assert re.search(r'href="/media/\d+-[\w-]+/original/front_side.jpg"\s+download="front &amp; side.jpg"', page)


def test_it_leads_to_the_images_around_it_in_the_order_of_the_store(ann: Visitor, mug: list[int]) -> None:
    ann.post(f"{MUG}/images/{mug[0]}?store=2", {"do": "last"})
    page = ann.get(f"{panel(mug[0])}?store=2").text
    assert "3 of 3" in page
    assert f'href="{panel(mug[2])}?store=2"' in page
    assert 'id="next-image"' not in page
    page = ann.get(panel(mug[0])).text
    assert f'href="{panel(mug[1])}"' in page
    assert 'id="previous-image"' not in page


def test_each_card_leads_to_it(ann: Visitor, mug: list[int]) -> None:
    assert f'href="{panel(mug[1])}?store=2"' in ann.get(f"{MUG}?store=2").text


def test_it_takes_five_statements_and_one_more_where_there_are_variations(ann: Visitor, mug: list[int]) -> None:
    ann.upload(("dog.png", pictures.png()), path=DOG)
    for address, most in ((panel(mug[0]), 5), (panel(ann.images(DOG)[0], DOG), 6)):
        before = bound_engine().statements
        assert ann.get(address).status_code == 200
        assert bound_engine().statements - before <= most


def test_a_row_saves_label_visibility_place_and_roles_at_once_and_is_undone_at_once(
    ann: Visitor, mug: list[int]
) -> None:
    response = save(ann, panel(mug[0]), 2, label="Devant", seen="hidden", place="3", roles=["image", "thumbnail"])
    page = ann.get(response.headers["location"]).text
    assert values_read(page, 2) == {
        "label": "Devant", "empty": False, "seen": "hidden", "place": 3, "roles": ["image", "thumbnail"]
    }  # fmt: skip
    assert row(page, 2).count('class="chip own"') == 4
    assert values_read(page, 0) == {"label": "", "empty": False, "seen": "shown", "place": 1, "roles": []}
    assert values_read(page, 3)["label"] == ""
    entry = re.search(r'name="entry" value="(\d+)"', page)
    assert entry
    response = ann.post(f"{MUG}/undo", {"entry": entry[1], "next": panel(mug[0])})
    assert values_read(ann.get(response.headers["location"]).text, 2) == {
        "label": "", "empty": False, "seen": "", "place": 1, "roles": []
    }  # fmt: skip


@pytest.mark.parametrize("field", ["label", "shown", "place", "roles"])
def test_each_own_value_is_one_click_from_the_inherited_one(ann: Visitor, mug: list[int], field: str) -> None:
    save(ann, panel(mug[0]), 0, label="Front", roles=["image"])
    save(ann, panel(mug[0]), 2, label="Devant", seen="hidden", place="3", roles=["thumbnail"])
    before = ann.get(panel(mug[0])).text
    ann.post(panel(mug[0]), {"do": f"inherit-{field}", "store": "2"})
    page = ann.get(panel(mug[0])).text
    name = "seen" if field == "shown" else field
    inherited = {"label": "Front", "seen": "", "place": 1, "roles": ["image"]}
    assert values_read(page, 2) == {**values_read(before, 2), name: inherited[name]}
    assert f'value="inherit-{field}"' in row(before, 2)
    assert f'value="inherit-{field}"' not in row(page, 2)


def test_decorative_on_purpose_is_not_the_same_as_no_label_yet(ann: Visitor, mug: list[int]) -> None:
    address = panel(mug[0])
    save(ann, address, 0, empty="yes")
    page = ann.get(address).text
    assert values_read(page, 0)["empty"]
    assert "Empty on purpose" in row(page, 2)
    save(ann, address, 0, empty=None)
    assert not values_read(ann.get(address).text, 0)["empty"]
    save(ann, address, 0, label="Front")
    save(ann, address, 2, empty="yes")
    page = ann.get(address).text
    assert (values_read(page, 2)["label"], values_read(page, 2)["empty"]) == ("", True)
    assert values_read(page, 3)["label"] == "Front"
    save(ann, address, 2, empty=None)
    assert values_read(ann.get(address).text, 2)["label"] == "Front"


def test_what_a_row_did_not_change_stays_as_others_made_it(ann: Visitor, mug: list[int]) -> None:
    address = panel(mug[0])
    old = ann.get(address).text
    save(ann, address, 0, label="Theirs", seen="hidden", roles=["image"])
    save(ann, address, 0, page=old, roles=["thumbnail"])
    now = values_read(ann.get(address).text, 0)
    assert (now["label"], now["seen"], now["roles"]) == ("Theirs", "hidden", ["image", "thumbnail"])


def test_two_labels_at_once_are_both_shown_and_nothing_is_overwritten(ann: Visitor, mug: list[int]) -> None:
    address = panel(mug[0])
    old = ann.get(address).text
    save(ann, address, 2, label="Theirs")
    response = save(ann, address, 2, page=old, label="Mine")
    assert response.status_code == 409
    assert "<q>Theirs</q>" in response.text
    assert ">Mine</textarea>" in response.text
    assert values_read(ann.get(address).text, 2)["label"] == "Theirs"
    save(ann, address, 2, page=response.text, label="Mine")
    assert values_read(ann.get(address).text, 2)["label"] == "Mine"


def test_what_is_sent_back_as_it_was_shown_changes_nothing(ann: Visitor, mug: list[int]) -> None:
    save(ann, panel(mug[0]), 0, label=" Two\r\nlines ")
    for store in (0, 2):
        response = save(ann, panel(mug[0]), store)
        assert response.headers["location"] == panel(mug[0])


@pytest.mark.parametrize(
    "fields",
    [
        {"was": "{}"},
        {"was": None},
        {"place": "x"},
        {"place": ""},
        {"seen": "maybe"},
        {"roles": ["nothing"]},
        {"do": "fly"},
        {"do": "focus", "focus_x": "101", "focus_y": "1"},
        {"do": "variations", "variations": ["5595"]},
        {"do": "variations", "variations": ["x"]},
        {"do": "inherit-label"},
        {"seen": ""},
    ],
)
def test_nonsense_is_refused_in_words_and_changes_nothing(ann: Visitor, mug: list[int], fields: Any) -> None:
    before = ann.get(MUG).text
    response = save(ann, panel(mug[0]), 0, label="Never", **fields)
    assert response.status_code == 400
    assert "That did not work" in response.text
    assert 'value="Never"' not in ann.get(MUG).text
    assert re.findall("data-revision=.*", ann.get(MUG).text) == re.findall("data-revision=.*", before)


@pytest.mark.parametrize("store", ["99", "x", "-1", "french"])
def test_an_unknown_store_is_none(ann: Visitor, mug: list[int], store: str) -> None:
    response = ann.post(panel(mug[0]), {"do": "hide", "store": store})
    assert response.status_code == 404
    assert "There is no such store" in response.text


def test_unknown_images_and_those_of_others_are_not_found_in_words(ann: Visitor, mug: list[int]) -> None:
    for address in (panel(9999), panel(mug[0], DOG), panel(mug[0], "/admin/collections/standard/155")):
        for response in (
            ann.get(address),
            ann.post(address, {"do": "focus", "focus_x": "1", "focus_y": "1"}),
            ann.post(f"{address}/file", files={"files": ("a.png", pictures.png())}),
        ):
            assert response.status_code == 404
            assert "That image is gone" in response.text


def test_where_a_store_has_not_the_image_its_row_says_so(ann: Visitor, mug: list[int]) -> None:
    ann.post(f"{MUG}/images/{mug[0]}?store=2", {"do": "remove"})
    for query in ("", "?store=2"):
        page = ann.get(panel(mug[0]) + query).text
        assert "Not in this store" in row(page, 2)
        assert "<textarea" not in row(page, 2)
    assert ann.post(panel(mug[0]), {"do": "hide", "store": "2"}).status_code == 404


def test_the_focal_point_is_saved_and_every_size_is_cut_around_it(ann: Visitor) -> None:
    ann.upload(("dress.jpg", pictures.jpeg(1200, 900)))
    (image,) = ann.images()
    ann.post(panel(image), {"do": "focus", "focus_x": "25", "focus_y": "80"})
    page = ann.get(panel(image)).text
    for side in (96, 240, 480):
        assert f"/fill-{side}x{side}-250-800/" in page
        assert f"<figcaption>{side} × {side}</figcaption>" in page


def test_variations_are_linked_and_what_was_not_ticked_here_stays(ann: Visitor) -> None:
    ann.upload(("dog.png", pictures.png()), path=DOG)
    address = panel(ann.images(DOG)[0], DOG)
    page = ann.get(address).text
    assert "DOG-8-S" in page
    assert "Large" in page
    ann.post(address, {"do": "variations", "variations": ["5596"]})
    ann.post(address, {"do": "variations", "variations": ["5595"]})
    page = ann.get(address).text
    assert re.findall(r'name="had" value="(\d+)"', page) == ["5595", "5596"]
    ann.post(address, {"do": "variations", "had": ["5595", "5596"], "variations": ["5596"]})
    assert re.findall(r'name="had" value="(\d+)"', ann.get(address).text) == ["5596"]


def test_its_history_is_about_it_alone_and_each_entry_can_be_taken_back(ann: Visitor, mug: list[int]) -> None:
    save(ann, panel(mug[0]), 0, label="Front")
    ann.post(panel(mug[1]), {"do": "focus", "focus_x": "1", "focus_y": "1"})
    page = ann.get(panel(mug[0])).text
    newest, added = page.split('class="entry box"')[1:]
    assert "<ins>Front</ins>" in newest
    assert (added.count("Image added"), "and 2 more" in added) == (1, True)
    entry = re.search(r'name="entry" value="(\d+)"', newest)
    assert entry
    part = ann.htmx(f"{MUG}/undo", {"entry": entry[1], "next": panel(mug[0])})
    assert part.text.lstrip().startswith('<div id="panel"')
    assert values_read(part.text, 0)["label"] == ""
    assert "Undone." in part.text


def test_taking_back_that_it_was_added_leads_to_the_gallery(ann: Visitor, mug: list[int]) -> None:
    entry = re.findall(r'name="entry" value="(\d+)"', ann.get(panel(mug[0])).text)[-1]
    response = ann.htmx(f"{MUG}/undo", {"entry": entry, "next": panel(mug[0])})
    assert response.status_code == 204
    assert response.headers["hx-redirect"].startswith(f"{MUG}?done=")


def test_htmx_gets_the_part_with_a_notice_that_undoes_here(ann: Visitor, mug: list[int]) -> None:
    response = ann.htmx(panel(mug[0]), {"do": "hide", "store": "2"})
    assert "<html" not in response.text
    assert f'hx-post="{MUG}/undo"' in response.text
    assert f'name="next" value="{panel(mug[0])}"' in response.text
    assert 'hx-target="#panel"' in response.text


@pytest.mark.parametrize(("name", "status"), [("sam", 200), ("cus", 403)])
def test_it_is_for_those_who_care_for_the_pictures(visitor: Visitor, name: str, status: int) -> None:
    visitor.sign_in("ann")
    visitor.upload(("a.png", pictures.png()))
    (image,) = visitor.images()
    visitor.post("/admin/logout")
    for address in ("", "/replacement"):
        assert visitor.get(panel(image) + address).status_code == 303
    visitor.sign_in(name)
    assert visitor.get(panel(image)).status_code == status
    assert (visitor.post(panel(image), {"do": "hide"}).status_code == 403) == (status == 403)


def test_a_collection_s_image_has_its_page_too(ann: Visitor) -> None:
    gallery = "/admin/collections/standard/155"
    ann.upload(("home.png", pictures.png()), path=gallery)
    page = ann.get(panel(ann.images(gallery)[0], gallery)).text
    assert page.count("This API does not know collections.") == 4
    assert "/api/standard_collections/155/images/" in page


def test_the_addresses_are_those_that_each_api_gives(
    ann: Visitor, mug: list[int], client: TestClient[Any], credentials: Credentials
) -> None:
    page = ann.get(panel(mug[0])).text
    shown_urls = {
        name: html.unescape(url) for name, url in re.findall(r'<code id="address-([^"]+)">([^<]+)</code>', page)
    }
    key = credentials["ann"]
    headers_by_dialect = {
        "spree": {"X-Spree-Token": key["spree"]["token"]},
        "token": {"Authorization": f"Token {key['token']['key']}"},
    }
    for dialect, headers in headers_by_dialect.items():
        from_api = client.get(shown_urls[dialect], headers=headers).json()
        for name in ("mini_url", "small_url", "product_url", "large_url", "f"):
            assert shown_urls.get(f"{dialect}-{name}") == from_api.get(name)
    login = (key["bigcommerce"]["username"], key["bigcommerce"]["token"])
    from_api = client.get(shown_urls["bigcommerce"], auth=login, headers={"Accept": "application/json"}).json()
    assert shown_urls["bigcommerce-image_file"].endswith(f"/product_images/{from_api['image_file']}")
    from_api = client.get(shown_urls["spiffy"], auth=(key["spiffy"]["api_key"], key["spiffy"]["password"])).json()
    assert shown_urls["spiffy-src"] == from_api["image"]["src"]
    assert "/api/rest/products/28/images/" in shown_urls["magento"]
    pictures_of_it = [url for name, url in shown_urls.items() if "-" in name]
    assert len(pictures_of_it) == 9
    assert {client.get(url).status_code for url in pictures_of_it} == {200}
