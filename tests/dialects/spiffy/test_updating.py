"""PUT: text and position change, everything else is passed over."""

import asyncio
from typing import Any

import pytest

from tests.dialects.spiffy.conftest import SpiffyClient
from tests.pictures import base64_text, gif, png
from web.services.catalogue.lookup import find_owner

AT = "products/8/images"


def revision() -> int:
    return asyncio.run(find_owner("product", ("id", "8"))).revision


def test_spiffy_26_only_the_text_changes_when_only_it_is_sent(spiffy: SpiffyClient) -> None:
    image = spiffy.create(alt="old")
    response = spiffy.put(f"{AT}/{image['id']}", id=image["id"], alt="new")
    assert response.json() == {"image": {**image, "alt": "new"}}


@pytest.mark.parametrize("sent_id", [None, 99999, "x", 1.5, [], True])
def test_spiffy_29_30_the_id_must_be_there_and_be_the_one_of_the_address(spiffy: SpiffyClient, sent_id: object) -> None:
    image = spiffy.create()
    sent: dict[str, Any] = {"alt": "new"} | ({} if sent_id is None else {"id": sent_id})
    response = spiffy.put(f"{AT}/{image['id']}", **sent)
    assert response.status_code == 422
    assert list(response.json()["errors"]) == ["id"]
    assert isinstance(response.json()["errors"]["id"], list)
    assert spiffy.listed() == [image]


def test_spiffy_31_the_whole_object_sent_back_changes_nothing(spiffy: SpiffyClient) -> None:
    """As it was read it leaves no trace; what can't be changed is passed over."""
    image = spiffy.create(variation_ids=[5595])
    spiffy.create()
    before = revision()
    assert spiffy.put(f"{AT}/{image['id']}", **image).json() == {"image": image}
    assert revision() == before
    other = {
        "filename": "other.gif",
        "extension": "gif",
        "digest": "0" * 32,
        "src": "http://example.com/x.gif",
        "variation_ids": [1],
        "product_id": 28,
        "collection_id": 155,
    }
    assert spiffy.put(f"{AT}/{image['id']}", **image | other).json() == {"image": image}
    assert revision() == before


def test_spiffy_32_an_attachment_sent_along_changes_no_byte(spiffy: SpiffyClient) -> None:
    image = spiffy.create()
    response = spiffy.put(f"{AT}/{image['id']}", **image, attachment=base64_text(gif()))
    assert response.json() == {"image": image}
    assert spiffy.client.get(image["src"]).content == png()


def test_a_text_can_be_emptied(spiffy: SpiffyClient) -> None:
    for nothing in ("", None):
        image = spiffy.create(alt="old")
        assert spiffy.put(f"{AT}/{image['id']}", id=image["id"], alt=nothing).json()["image"]["alt"] == ""


def test_what_another_dialect_changed_is_seen_at_once(spiffy: SpiffyClient) -> None:
    image = spiffy.create()
    spiffy.client.put(
        f"/api/v1/products/cute-dog/images/{image['id']}",
        headers={"X-Spree-Token": spiffy.credentials["ann"]["spree"]["token"]},
        json={"image": {"alt": "said in Spree"}},
    )
    assert spiffy.listed()[0]["alt"] == "said in Spree"


def test_two_wishes_in_one_request_are_fulfilled_or_refused_together(spiffy: SpiffyClient) -> None:
    first, second = spiffy.create(), spiffy.create()
    response = spiffy.put(f"{AT}/{second['id']}", id=second["id"], alt="new", position="x")
    assert response.status_code == 422
    assert spiffy.listed() == [first, second]
