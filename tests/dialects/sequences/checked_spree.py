"""Spree client checked by the oracle."""

from typing import Any

from litestar.testing import TestClient

from tests.dialects.product_images import CheckedRequests, SpreeImages
from tests.dialects.sequences.oracle import Oracle, Picture
from tests.dialects.sequences.positions import close_gap, go_behind, insert, slide
from tests.dialects.sequences.recorder import Recorder
from tests.dialects.sequences.strategies import UNSENT, drop_unsent
from tests.shop import Credentials
from web.gallery.formats import media_type

ADDRESSES = {"mini_url", "small_url", "product_url", "large_url"}
VARIATIONS = "/api/v1/variants/{}/images"


class CheckedSpree(SpreeImages):
    def __init__(self, client: TestClient[Any], credentials: Credentials, recorder: Recorder, product: str) -> None:
        super().__init__(client, credentials["ann"]["spree"], product)
        self.user = CheckedRequests(client, {"X-Spree-Token": credentials["sam"]["spree"]["token"]})
        self.recorder = recorder

    def add(
        self,
        oracle: Oracle,
        picture: Picture,
        alt: Any = UNSENT,
        position: Any = UNSENT,
        variation: Any = UNSENT,
    ) -> None:
        path = self.path if variation is UNSENT else VARIATIONS.format(variation)
        data = {f"image[{name}]": str(value) for name, value in drop_unsent(alt=alt, position=position).items()}
        files = {"image[attachment]": (picture.name, picture.content)}
        response = self.request("POST", path, 201, data=data, files=files)
        oracle.add(response["id"], picture, () if variation is UNSENT else (variation,))
        if alt is not UNSENT:
            oracle.set(response["id"], "label", alt)
        if position is not UNSENT:
            insert(oracle, response["id"], max(position, 1))
        self._check_read_back(response)

    def change(
        self,
        oracle: Oracle,
        image: int,
        alt: Any = UNSENT,
        position: Any = UNSENT,
        under: Any = UNSENT,
        way: str = "PUT",
    ) -> None:
        """`under` a variation, or the product by its id. A position of None is behind everybody."""
        members = drop_unsent(alt=alt, position=position, viewable_id=under)
        if under == oracle.shop_id:
            members["viewable_type"] = "Spree::Product"
        body = {"image": members or {"type": "Spree::Image"}}
        response = self.request(way, f"{self._under(oracle, image)}/{image}", 201, json=body)
        if alt is not UNSENT:
            oracle.set(image, "label", alt)
        if position is None:
            go_behind(oracle, image)
        elif position is not UNSENT and position != oracle.read(image, "position"):
            slide(oracle, image, max(position, 1))
        if under is not UNSENT and under != _linked(oracle, image)[0]:
            others = (each for each in oracle.read(image, "variations")[1:] if each != under)
            oracle.set(image, "variations", () if under == oracle.shop_id else (under, *others))
        self._check_read_back(response)

    def replace(self, oracle: Oracle, image: int, picture: Picture, alt: Any = UNSENT) -> None:
        files = {"image[attachment]": (picture.name, picture.content)}
        data = {f"image[{name}]": value for name, value in drop_unsent(alt=alt).items()}
        response = self.request("PUT", f"{self.path}/{image}", 201, data=data, files=files)
        oracle.set(image, "picture", picture)
        if alt is not UNSENT:
            oracle.set(image, "label", alt)
        self._check_read_back(response)

    def delete(self, oracle: Oracle, image: int) -> None:
        self.request("DELETE", f"{self._under(oracle, image)}/{image}", 204)
        close_gap(oracle, image)
        oracle.remove(image)
        self.request("DELETE", f"{self.path}/{image}", 404)

    def write_back(self, oracle: Oracle, image: int, step: int | None = None) -> None:
        """The whole object, as it was read."""
        read = self.request("GET", f"{self.path}/{image}", 200)
        assert self.request("PUT", f"{self.path}/{image}", 201, json={"image": read}) == read

    def check(self, oracle: Oracle, step: int | None = None) -> None:
        """The list; and by turns, or all for None, what users see and what hangs under each variation."""
        body = self.request("GET", self.path, 200)["images"]
        expected = [self._expected(oracle, image) for image in oracle.listed()]
        assert [self._record(oracle, one) for one in body] == expected
        if step is None or step % 2:
            shown = [image for image in oracle.listed() if not oracle.read(image, "excluded")]
            assert [one["id"] for one in self.user("GET", self.path, 200)["images"]] == shown
        for variation in oracle.variations:
            if step is None or step % 4 == variation % 2 * 2:
                listed = [one["id"] for one in self.request("GET", VARIATIONS.format(variation), 200)["images"]]
                assert listed == [image for image in oracle.listed() if variation in _linked(oracle, image)]

    def _under(self, oracle: Oracle, image: int) -> str:
        """The product, or the variation that the image is shown under; now one, now the other."""
        return self.path if image % 2 else VARIATIONS.format(_linked(oracle, image)[0])

    def _check_read_back(self, response: Any) -> None:
        assert self.request("GET", f"{self.path}/{response['id']}", 200) == response

    def _record(self, oracle: Oracle, body: dict[str, Any]) -> dict[str, Any]:
        picture = oracle.read(body["id"], "picture")
        for name in ADDRESSES:
            self.recorder.record_address(f"spree {name}", picture, body[name])
        self.recorder.check_stable("spree attachment_updated_at", picture.number, value=body["attachment_updated_at"])
        return {name: value for name, value in body.items() if name not in {*ADDRESSES, "attachment_updated_at"}}

    def _expected(self, oracle: Oracle, image: int) -> dict[str, Any]:
        picture: Picture = oracle.read(image, "picture")
        return {
            "id": image,
            "position": oracle.read(image, "position"),
            "attachment_content_type": media_type(picture.format),
            "attachment_file_name": picture.name,
            "type": "Spree::Image",
            "attachment_width": picture.width,
            "attachment_height": picture.height,
            "alt": oracle.read(image, "label"),
            "viewable_type": "Spree::Variant",
            "viewable_id": _linked(oracle, image)[0],
        }


def _linked(oracle: Oracle, image: int) -> tuple[int, ...]:
    """The master's are those of no variation too."""
    return oracle.read(image, "variations") or (min(oracle.variations, default=oracle.shop_id),)
