"""Pictures of products that are hidden: who sees them, by which address, and what caches may keep."""

import os
import re
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import pytest
from httpx import Response
from litestar.testing import TestClient

from tests.admin.conftest import Visitor
from tests.cli.terminal import Terminal
from tests.dialects.product_images import MagentoImages
from tests.pictures import jpeg
from tests.shop import CATALOGUE, SECRET, Credentials
from web.database.engines.bound import bound_engine
from web.media.responses import CACHE_IMMUTABLE, CACHE_MINUTES, CACHE_NEVER

VISIBLE, HIDDEN = 28, 300
SLUGS = {VISIBLE: "mug", HIDDEN: "hidden"}
SHAPES = ("spree", "bigcommerce", "token", "magento", "spiffy", "packshot")


class Shop:
    """A visible and a hidden product, with a picture each."""

    def __init__(self, client: TestClient[Any], credentials: Credentials, folder: Path) -> None:
        self.client, self.made = client, credentials
        self.folder = folder
        self.images = {product: self.add(product) for product in (VISIBLE, HIDDEN)}

    def add(self, product: int, name: str = "front.jpg") -> int:
        files = {"image": (name, jpeg(64, 48))}
        sent = self.client.post(f"/api/products/{product}/images", headers=self.key("ann"), files=files)
        assert sent.status_code == 201, sent.text
        return int(sent.json()["id"])

    def key(self, name: str) -> dict[str, str]:
        return {"Authorization": f"Token {self.made[name]['token']['key']}"}

    def addresses(self, product: int) -> dict[str, str]:
        """Where each dialect's answer to an admin, and our own, says that the picture is. BigCommerce names a path."""
        issued = self.made["ann"]
        spree = self._answer(f"/api/v1/products/{SLUGS[product]}/images", {"X-Spree-Token": issued["spree"]["token"]})
        path = f"/api/v2/products/{product}/images.json"
        bigcommerce = self._answer(path, {"X-Auth-Token": issued["bigcommerce"]["access_token"]})
        bearer = {"Authorization": f"Bearer {issued['spiffy']['access_token']}"}
        spiffy = self._answer(f"/api/products/{product}/images.json", bearer)
        magento = MagentoImages(self.client, issued["magento"], product)
        token = self._answer(f"/api/products/{product}/images", self.key("ann"))["results"][0]["f"]
        return {
            "spree": spree["images"][0]["small_url"],
            "bigcommerce": f"/product_images/{bigcommerce[0]['image_file']}",
            "token": token,
            "magento": magento.client.images(magento.path)[0]["url"],
            "spiffy": spiffy["images"][0]["src"],
            "packshot": token.replace("/original/", "/fit-320x320/"),
        }

    def _answer(self, path: str, headers: dict[str, str]) -> Any:
        answer = self.client.get(path, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def load(self, **visible: bool) -> None:
        """Have another process load the catalogue with these products, by slug, visible or not."""
        products = [one | {"visible": visible.get(one["slug"], one.get("visible", True))} for one in PRODUCTS]
        path = self.folder / "changed.json"
        path.write_bytes(msgspec.json.encode(CATALOGUE | {"products": products}))
        terminal = Terminal(self.folder)
        terminal.environ = {
            "PATH": os.environ["PATH"], "PACKSHOT_VAR": str(self.folder), "PACKSHOT_SECRET_KEY": SECRET
        }  # fmt: skip
        loaded = terminal.process("catalogue", "load", str(path))
        assert loaded.returncode == 0, loaded.stderr


PRODUCTS: list[dict[str, Any]] = CATALOGUE["products"]  # type: ignore[assignment]


@pytest.fixture
def shop(client: TestClient[Any], credentials: Credentials, tmp_path: Path) -> Shop:
    return Shop(client, credentials, tmp_path)


def without_secret(address: str) -> str:
    """The same with nothing in it that can't be guessed."""
    ours = re.sub(r"/media/(\d+)-[^/]*/", r"/media/\1/", address)
    return re.sub(r"[?&]s=.*|\?[0-9a-f]{32}$", "", ours)


def with_secret(address: str, secret: str) -> str:
    """BigCommerce's paths, and addresses of visible products, come without it, and answer with it too."""
    vendors = not re.search(r"/media/\d+-|/sites/|[?&]s=", address)
    return f"{address}{'&' if '?' in address else '?'}s={secret}" if vendors else address


def secret_in(addresses: dict[str, str]) -> str:
    found = re.search(r"/media/\d+-([\w-]+)/", addresses["token"])
    assert found is not None
    return found[1]


CALLERS = ("guest", "customer's credential", "admin's credential", "customer", "staff", "admin")


def ask(shop: Shop, caller: str, address: str) -> Response:
    shop.client.cookies.clear()
    headers = {}
    if "credential" in caller:
        name = "cus" if caller.startswith("customer") else "ann"
        headers = shop.key(name) | {"X-Spree-Token": shop.made[name]["spree"]["token"]}
    elif caller != "guest":
        Visitor(shop.client).sign_in({"customer": "cus", "staff": "sam", "admin": "ann"}[caller])
    return shop.client.get(address, headers=headers)


def expected(caller: str, shape: str, owner: int, secret: bool) -> tuple[int, str]:
    """Status and Cache-Control."""
    if secret:
        return 200, CACHE_IMMUTABLE
    if shape in ("token", "packshot"):
        return 404, "no-store"
    if owner == VISIBLE:
        return 200, CACHE_MINUTES
    return (200, CACHE_NEVER) if caller in ("staff", "admin") else (404, "no-store")


@pytest.mark.parametrize("caller", CALLERS)
def test_what_can_be_guessed_shows_what_is_visible_and_the_secret_shows_the_rest(shop: Shop, caller: str) -> None:
    for owner in (VISIBLE, HIDDEN):
        addresses = shop.addresses(owner)
        for shape, secret in product(SHAPES, (True, False)):
            whole = with_secret(addresses[shape], secret_in(addresses))
            for _ in range(2):  # the second time caches may answer
                response = ask(shop, caller, whole if secret else without_secret(whole))
                found = response.status_code, response.headers["cache-control"]
                assert found == expected(caller, shape, owner, secret), (owner, shape, secret)


@pytest.mark.parametrize("wrong", ["", "A" * 16, "%ff", "²", "%ED%A0%80"])
def test_a_wrong_secret_is_none(shop: Shop, wrong: str) -> None:
    for owner, status in ((VISIBLE, 200), (HIDDEN, 404)):
        for shape, address in shop.addresses(owner).items():
            bare, ours = without_secret(address), shape in ("token", "packshot")
            number, separator = shop.images[owner], "&" if "?" in bare else "?"
            changed = bare.replace(f"/{number}/", f"/{number}-{wrong}/") if ours else f"{bare}{separator}s={wrong}"
            assert shop.client.get(changed).status_code == (404 if ours else status), (shape, changed)


def test_the_secret_of_one_picture_opens_no_other(shop: Shop) -> None:
    other = secret_in(shop.addresses(VISIBLE))
    for shape, address in shop.addresses(HIDDEN).items():
        changed = address.replace(secret_in(shop.addresses(HIDDEN)), other)
        assert shape in ("bigcommerce", "spiffy") or changed != address
        assert shop.client.get(with_secret(changed, other)).status_code == (200 if shape == "spiffy" else 404), shape


def test_addresses_in_answers_are_the_vendors_while_a_product_is_visible_and_answer_guests_while_it_is_hidden(
    shop: Shop,
) -> None:
    visible, hidden = shop.addresses(VISIBLE), shop.addresses(HIDDEN)
    for shape in ("spree", "bigcommerce", "magento"):
        assert "s=" not in visible[shape]
        assert ("s=" in hidden[shape]) == (shape != "bigcommerce")  # `image_file` is a path, sent back as it is
    for shape, address in hidden.items():
        assert shop.client.get(address).status_code == (404 if shape == "bigcommerce" else 200), shape


def test_the_page_of_an_image_shows_addresses_that_answer_guests(shop: Shop) -> None:
    ann = Visitor(shop.client)
    ann.sign_in()
    page = f"/admin/products/{HIDDEN}/images/{shop.images[HIDDEN]}/details"
    text = shop.client.get(page, headers={"Accept": "application/json"}).text
    shop.client.cookies.clear()
    found = re.findall(r'"(http[^"]*/(?:spree|media|sites|product_images)/[^"]*)"', text)
    assert len(found) >= len(SHAPES), text
    for address in found:
        assert shop.client.get(address).status_code == 200, address


def test_a_removed_image_of_a_hidden_product_is_gone_only_for_who_knows_the_secret(shop: Shop) -> None:
    addresses = shop.addresses(HIDDEN)
    secret = secret_in(addresses)
    shop.client.delete(f"/api/products/{HIDDEN}/images/{shop.images[HIDDEN]}", headers=shop.key("ann"))
    for shape, address in addresses.items():
        assert shop.client.get(with_secret(address, secret)).status_code == 410, shape
        assert shop.client.get(without_secret(address)).status_code == 404, shape


def test_hiding_and_showing_by_another_process_is_known_at_once_to_all_that_is_kept(shop: Shop) -> None:
    before = shop.addresses(VISIBLE)  # and the answers are kept from now on
    secret = secret_in(before)
    for address in before.values():
        assert [shop.client.get(address).status_code for _ in range(2)] == [200, 200]
    shop.load(mug=False)
    for shape, address in before.items():
        guessed = shape in ("spree", "bigcommerce", "magento")
        assert shop.client.get(address).status_code == (404 if guessed else 200), shape
        assert shop.client.get(without_secret(address)).status_code == 404, shape
        assert shop.client.get(with_secret(address, secret)).status_code == 200, shape
    assert "&s=" in shop.addresses(VISIBLE)["spree"]
    shop.load(mug=True)
    assert shop.addresses(VISIBLE) == before
    for shape, address in before.items():
        assert shop.client.get(address).status_code == 200, shape


def test_addresses_change_with_the_picture_and_old_ones_show_the_old_one(shop: Shop) -> None:
    old = shop.addresses(HIDDEN)
    image, files = shop.images[HIDDEN], {"image": ("new.jpg", jpeg(32, 32))}
    shop.client.patch(f"/api/products/{HIDDEN}/images/{image}", headers=shop.key("ann"), files=files)
    new = shop.addresses(HIDDEN)
    assert all(new[shape] != old[shape] for shape in SHAPES)
    for shape in ("spree", "token", "magento", "spiffy"):
        first, second = (shop.client.get(one[shape]) for one in (old, new))
        assert (first.status_code, second.status_code) == (200, 200), shape
        assert first.content != second.content, shape


def test_who_sees_a_picture_is_known_in_one_statement(shop: Shop) -> None:
    addresses = shop.addresses(HIDDEN)
    for shape in ("spree", "bigcommerce", "magento"):
        before = bound_engine().statements
        assert shop.client.get(without_secret(addresses[shape])).status_code == 404
        assert bound_engine().statements - before == 1, shape
