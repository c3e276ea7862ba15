"""Writing back what was read changes nothing, also where other dialects left what Magento itself could not."""

import pytest

from tests.dialects.magento.client import LIST, MagentoClient
from web.dialects.magento.edits import changes
from web.dialects.magento.locate import MagentoLocation
from web.dialects.magento.parse import ImageFields
from web.gallery.apply import apply
from web.gallery.model import GLOBAL, Gallery, Image, Override, Picture
from web.gallery.owner import Owner, Shop

PICTURE = Picture(
    number=7, content_hash="0" * 64, format="PNG", size=1, width=1, height=1, mode="RGB", file_name="dress",
    public_name="dress.png", uploaded_at=1, uploader=None,
)  # fmt: skip
OWNER = Owner(
    id=1, kind="product", shop_id=8, slug="dog", sku=None, name="Dog", visible=True, supports_images=True,
    every_store=True, revision=1, shop_revision=1,
)  # fmt: skip


def expected_after(image: Image, fields: ImageFields, store: int) -> Gallery:
    gallery = Gallery(images={7: image})
    at = MagentoLocation(owner=OWNER, image=7, shop=Shop((), {}), store=store, sees_all=True)
    return apply(gallery, changes(gallery, at, fields, None), now=2)


@pytest.mark.parametrize("store", [GLOBAL, 2])
@pytest.mark.parametrize("position", [-3, 2**40])
def test_a_position_that_magento_could_not_set_is_kept_when_written_back(store: int, position: int) -> None:
    image = Image(id=7, picture=PICTURE, position=position)
    assert expected_after(image, ImageFields(position=position), store).images == {7: image}


@pytest.mark.parametrize("store", [GLOBAL, 2])
def test_no_label_stays_no_label_when_its_empty_text_is_written_back(store: int) -> None:
    image = Image(id=7, picture=PICTURE, position=1, label=None)
    assert expected_after(image, ImageFields(label=""), store).images == {7: image}


def test_a_label_left_empty_on_purpose_in_a_store_stays_when_written_back() -> None:
    image = Image(id=7, picture=PICTURE, position=1, label="dress", overrides={2: Override(label="")})
    assert expected_after(image, ImageFields(label=""), store=2).images == {7: image}


@pytest.mark.parametrize("store", ["", "/store/2"])
@pytest.mark.parametrize("where", ["/store/2", ""])
def test_writing_back_what_was_read_changes_nothing(ann: MagentoClient, store: str, where: str) -> None:
    """In each format; overrides of a store as well as what it inherits."""
    number = ann.add(label="dress", position=5, types=["image", "thumbnail"])
    ann.add(exclude=1)
    ann.put(number, store=where, label="robe & <été>\r\n", position=3, exclude=1, types=["image"])
    views = [ann.get(path) for path in (LIST, LIST + "/store/2", LIST + "/store/3")]
    for image in ann.images(LIST + store):
        path = f"{LIST}/{image['id']}{store}"
        for media_type in ("application/json", "text/xml", "text/plain"):
            read = ann.get(path, {"Accept": media_type}).content
            assert ann("PUT", path, {"Content-Type": media_type}, content=read).status_code == 200
    ann.put(number, label="robe", store="/store/3")
    ann("DELETE", f"{LIST}/{number}/store/3")
    again = [ann.get(path) for path in (LIST, LIST + "/store/2")]
    assert [response.text for response in again] == [response.text for response in views[:2]]
