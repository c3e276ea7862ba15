"""ActiveResource's relatives in Python, over a real connection: ShopifyAPI for products, pyactiveresource for all.

The vendor's own client is a Ruby library on ActiveResource, of which ShopifyAPI is a relative.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import shopify  # type: ignore[import-untyped]
from pyactiveresource import connection, formats  # type: ignore[import-untyped]
from pyactiveresource.activeresource import ActiveResource  # type: ignore[import-untyped]

from tests.dialects.spiffy.conftest import MEMBERS, OWNERS, download
from tests.pictures import base64_text, jpeg, png
from tests.shop import Credentials


@pytest.fixture
def shop(server: str, issued: dict[str, Any]) -> Iterator[Any]:
    shopify.ShopifyResource.site = f"http://{issued['api_key']}:{issued['password']}@{server[7:]}/api"
    yield shopify
    shopify.ShopifyResource.clear_session()


def attach(shop: Any, name: str = "cute.png", **more: Any) -> Any:
    image = shop.Image({"product_id": 8, **more})
    image.attach_image(png(), name)
    assert image.save(), image.errors.full_messages()
    return image


def test_shopifyapi_creates_by_attachment_and_saves_what_it_created_again(shop: Any) -> None:
    image = attach(shop, alt="hi")
    assert (image.filename, image.extension, image.alt, image.position) == ("cute.png", "png", "hi", 1)
    assert (image.product_id, image.variation_ids) == (8, [])
    assert download(image.src) == png()
    sent_again = image.attributes["attachment"]  # the object that was created still has it, and sends it with a PUT
    image.alt = "new"
    assert image.save()
    assert sent_again
    (found,) = shop.Image.find(product_id=8)
    assert (found.id, found.alt, found.digest) == (image.id, "new", image.digest)
    assert download(found.src) == png()


def test_shopifyapi_creates_by_src(shop: Any, host: str) -> None:
    image = shop.Image({"product_id": 8, "src": f"{host}/images/fluffy_puppy.jpg", "position": 1})
    assert image.save(), image.errors.full_messages()
    assert (image.filename, image.extension) == ("fluffy_puppy.jpg", "jpg")
    assert f"{host}/" not in image.src
    assert download(image.src) == jpeg()


def test_shopifyapi_makes_the_addresses_of_sizes_of_src(shop: Any) -> None:
    image = attach(shop)
    for size in ("pico", "icon", "thumb", "small", "compact", "medium", "large", "grande", "original"):
        address = getattr(image, size)
        assert address != image.src
        assert download(address).startswith(b"\x89PNG")


def test_shopifyapi_lists_counts_and_finds(shop: Any) -> None:
    images = [attach(shop, f"{number}.png") for number in range(3)]
    ids = [image.id for image in images]
    assert [image.id for image in shop.Image.find(product_id=8)] == ids
    assert [image.id for image in shop.Image.find(product_id=8, limit=1, page=2)] == ids[1:2]
    assert [image.id for image in shop.Image.find(product_id=8, since_id=ids[0])] == ids[1:]
    (first, *_) = shop.Image.find(product_id=8, fields="id,src")
    assert sorted(first.attributes) == ["id", "src"]
    assert shop.Image.count(product_id=8) == 3
    assert shop.Image.count(product_id=8, since_id=ids[1]) == 1
    one = shop.Image.find(ids[2], product_id=8)
    assert list(one.attributes) == [*MEMBERS, "product_id"]
    assert shop.Image.exists(ids[2], product_id=8)
    assert not shop.Image.exists(999_999, product_id=8)


def test_shopifyapi_saves_the_whole_object_back_and_moves_it(shop: Any) -> None:
    first, second = attach(shop), attach(shop)
    (_, found) = shop.Image.find(product_id=8)
    before = dict(found.attributes)
    assert found.save()
    assert found.attributes == before
    found.position = 1
    assert found.save()
    assert [image.id for image in shop.Image.find(product_id=8)] == [second.id, first.id]
    first.reload()
    assert first.position == 2


def test_shopifyapi_reads_what_was_refused(shop: Any, host: str) -> None:
    nothing = shop.Image({"product_id": 8, "alt": "x"})
    assert not nothing.save()
    assert nothing.errors.full_messages() == ["must have an attachment or a src"]
    unreachable = shop.Image({"product_id": 8, "src": f"{host}/missing.png"})
    assert not unreachable.save()
    assert unreachable.errors.full_messages() == ["src could not be fetched"]
    image = shop.Image({"product_id": 8, "variation_ids": [1]})
    image.attach_image(png())
    assert not image.save()
    assert image.errors.on("variation_ids") == "1 is not a variation of this product"
    no_picture = shop.Image({"product_id": 8, "attachment": "***"})
    assert not no_picture.save()
    assert no_picture.errors.on("attachment") == "is not valid base64"
    assert shop.Image.count(product_id=8) == 0


def test_shopifyapi_deletes(shop: Any) -> None:
    image = attach(shop)
    image.destroy()
    assert shop.Image.find(product_id=8) == []
    with pytest.raises(connection.ResourceNotFound):
        image.destroy()


def image_class(server: str, kind: str, user: str, password: str) -> Any:
    """The class must be called Image: that is the name at the top of what it sends."""

    class Image(ActiveResource):  # type: ignore[misc]
        _site, _user, _password = server, user, password
        _prefix_source = f"/api/{kind}/$owner_id/"
        _format = formats.JSONFormat

    return Image


@pytest.fixture
def image_of(server: str, issued: dict[str, Any]) -> Any:
    return lambda kind: image_class(server, kind, issued["api_key"], issued["password"])


@pytest.mark.parametrize("kind", OWNERS)
def test_pyactiveresource_does_everything_with_every_kind_of_owner(image_of: Any, host: str, kind: str) -> None:
    handle, number, owner_member = OWNERS[kind]
    image_type = image_of(kind)
    created = image_type(
        {"attachment": base64_text(png()), "filename": "cute-puppy.png", "alt": "hi"}, {"owner_id": handle}
    )
    assert created.save(), created.errors.full_messages()
    assert (created.position, created.filename, getattr(created, owner_member)) == (1, "cute-puppy.png", number)
    fetched = image_type({"src": f"{host}/p.png", "alt": kind}, {"owner_id": handle})
    assert fetched.save(), fetched.errors.full_messages()
    assert fetched.id > created.id
    assert download(created.src) == download(fetched.src) == png()

    for owner in (handle, number):
        assert [image.id for image in image_type.find(owner_id=owner)] == [created.id, fetched.id]
        assert [image.alt for image in image_type.find(owner_id=owner, limit=1, page=2)] == [kind]
        assert [image.id for image in image_type.find(owner_id=owner, since_id=created.id)] == [fetched.id]
        assert image_type.get("count", owner_id=owner) == 2
        assert image_type.get("count", owner_id=owner, since_id=created.id) == 1
        (first, _) = image_type.find(owner_id=owner, fields="id,src")
        assert first.attributes == {"id": created.id, "src": created.src}

    found = image_type.find(fetched.id, owner_id=handle)
    assert list(found.attributes) == [*MEMBERS, owner_member]
    found.alt, found.position, found.filename = "new", 1, "other.gif"
    assert found.save(), found.errors.full_messages()
    found.reload()
    assert (found.alt, found.position, found.filename, found.src) == ("new", 1, "p.png", fetched.src)
    created.alt = "again"  # sent with its attachment, and with the position it had when it was created
    assert created.save(), created.errors.full_messages()
    assert [image.alt for image in image_type.find(owner_id=handle)] == ["again", "new"]

    refused = image_type({"attachment": base64_text(b"no picture"), "filename": "x.png"}, {"owner_id": handle})
    assert not refused.save()
    assert refused.errors.full_messages() == ["is not a readable picture"]
    assert len(refused.errors) == 1
    found.destroy()
    created.destroy()
    assert image_type.find(owner_id=handle) == []


@pytest.mark.parametrize(
    ("who", "error"),
    [
        (None, connection.UnauthorizedAccess),
        ("dan", connection.UnauthorizedAccess),
        ("cus", connection.ForbiddenAccess),
    ],
)
def test_pyactiveresource_knows_why_it_may_not(
    server: str, credentials: Credentials, who: str | None, error: type[Exception]
) -> None:
    issued = credentials[who]["spiffy"] if who else {"api_key": "x", "password": "y"}
    image_type = image_class(server, "products", issued["api_key"], issued["password"])
    with pytest.raises(error):
        image_type({"attachment": base64_text(png())}, {"owner_id": 8}).save()


def test_pyactiveresource_knows_what_is_not_there(image_of: Any) -> None:
    image_type = image_of("products")
    for missing in ({"id_": 999_999, "owner_id": 8}, {"id_": 1, "owner_id": "unknown"}, {"owner_id": "unknown"}):
        with pytest.raises(connection.ResourceNotFound):
            image_type.find(**missing)
