"""Writing back what was read, where other dialects have left what Magento itself could not."""

import pytest

from web.dialects.magento.params import Params
from web.dialects.magento.place import Place
from web.dialects.magento.wanted import changed
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


def after(image: Image, params: Params, store: int) -> Gallery:
    gallery = Gallery(images={7: image})
    place = Place(owner=OWNER, shop=Shop((), {}), store=store, sees_all=True)
    return apply(gallery, changed(params, 7, None, place)(gallery), now=2)


@pytest.mark.parametrize("store", [GLOBAL, 2])
@pytest.mark.parametrize("position", [-3, 2**40])
def test_a_position_that_magento_could_not_set_is_kept_when_written_back(store: int, position: int) -> None:
    image = Image(id=7, picture=PICTURE, position=position)
    assert after(image, Params(position=position), store).images == {7: image}


@pytest.mark.parametrize("store", [GLOBAL, 2])
def test_no_label_stays_no_label_when_its_empty_text_is_written_back(store: int) -> None:
    image = Image(id=7, picture=PICTURE, position=1, label=None)
    assert after(image, Params(label=""), store).images == {7: image}


def test_a_label_left_empty_on_purpose_in_a_store_stays_when_written_back() -> None:
    image = Image(id=7, picture=PICTURE, position=1, label="dress", overrides={2: Override(label="")})
    assert after(image, Params(label=""), store=2).images == {7: image}
