"""Spiffy client checked by the oracle, for a product or a collection."""

from typing import Any

from litestar.testing import TestClient

from tests.dialects.product_images import SpiffyImages
from tests.dialects.sequences.oracle import Oracle, Picture
from tests.dialects.sequences.positions import rank
from tests.dialects.sequences.recorder import Recorder
from tests.dialects.sequences.strategies import UNSENT, drop_unsent
from tests.pictures import base64_text
from tests.shop import Credentials

NAMED = {"png": "png", "gif": "gif", "jpg": "jpg"}
BY_CONTENT = {"PNG": "png", "GIF": "gif", "JPEG": "jpg", "WEBP": "jpg", "AVIF": "jpg"}


class CheckedSpiffy(SpiffyImages):
    def __init__(self, client: TestClient[Any], credentials: Credentials, recorder: Recorder, owner: str) -> None:
        super().__init__(client, credentials["ann"]["spiffy"], owner)
        self.member = "product_id" if owner.startswith("products/") else "collection_id"
        self.recorder = recorder

    def add(self, oracle: Oracle, picture: Picture, **members: Any) -> None:
        """`alt`, `position`, `variation_ids`."""
        members = drop_unsent(**members)
        body = {"attachment": base64_text(picture.content), "filename": picture.name, **members}
        response = self.request("POST", f"{self.path}.json", 201, json={"image": body})["image"]
        oracle.add(response["id"], picture, dict.fromkeys(members.get("variation_ids", ())))
        oracle.set(response["id"], "label", members.get("alt"))
        if "position" in members:
            rank(oracle, response["id"], members["position"])
        self._check_read_back(response)

    def change(self, oracle: Oracle, image: int, alt: Any = UNSENT, position: Any = UNSENT) -> None:
        body = {"id": image, **drop_unsent(alt=alt, position=position)}
        response = self.request("PUT", f"{self.path}/{image}.json", 200, json={"image": body})["image"]
        if alt is not UNSENT and (alt or "") != (oracle.read(image, "label") or ""):
            oracle.set(image, "label", alt)
        if position is not UNSENT:
            rank(oracle, image, position)
        self._check_read_back(response)

    def delete(self, oracle: Oracle, image: int) -> None:
        self.remove(image)
        oracle.remove(image)
        self.request("DELETE", f"{self.path}/{image}.json", 404)

    def write_back(self, oracle: Oracle, image: int, step: int | None = None) -> None:
        """The whole object, as every client of its kind sends it."""
        read = self.request("GET", f"{self.path}/{image}.json", 200)
        assert self.request("PUT", f"{self.path}/{image}.json", 200, json=read) == read

    def check(self, oracle: Oracle, step: int | None = None) -> None:
        body = self.request("GET", f"{self.path}.json?limit=50", 200)["images"]
        expected = [self._expected(oracle, image) for image in oracle.listed()]
        assert [self._record(oracle, one) for one in body] == expected
        assert self.request("GET", f"{self.path}/count.json", 200) == {"count": len(oracle.ids)}

    def _check_read_back(self, response: Any) -> None:
        assert self.request("GET", f"{self.path}/{response['id']}.json", 200) == {"image": response}

    def _record(self, oracle: Oracle, body: dict[str, Any]) -> dict[str, Any]:
        picture = oracle.read(body["id"], "picture")
        self.recorder.record_address("spiffy", picture, body["src"])
        self.recorder.check_stable("digest", picture.number, value=body["digest"])
        return {name: value for name, value in body.items() if name not in {"src", "digest"}}

    def _expected(self, oracle: Oracle, image: int) -> dict[str, Any]:
        picture: Picture = oracle.read(image, "picture")
        return {
            "id": image,
            "position": oracle.rank(image),
            "alt": oracle.read(image, "label") or "",
            "filename": picture.name,
            "extension": NAMED.get(picture.name.rpartition(".")[2]) or BY_CONTENT[picture.format],
            "variation_ids": list(oracle.read(image, "variations")),
            self.member: oracle.shop_id,
        }
