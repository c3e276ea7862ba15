"""Token API client checked by the oracle."""

from typing import Any

from litestar.testing import TestClient

from tests.dialects.product_images import TokenApiImages
from tests.dialects.sequences.oracle import Oracle, Picture
from tests.dialects.sequences.recorder import Recorder
from tests.dialects.sequences.strategies import UNSENT, drop_unsent
from tests.shop import Credentials

PRIMARY = "image"
KEPT = {"f", "created_at", "updated_at", "user", "human_readable_size"}


class CheckedTokenApi(TokenApiImages):
    def __init__(self, client: TestClient[Any], credentials: Credentials, recorder: Recorder, product: int) -> None:
        super().__init__(client, credentials["ann"]["token"], product)
        self.recorder = recorder

    def add(self, oracle: Oracle, picture: Picture, **members: Any) -> None:
        """`alt_text`, `order`, `is_primary`, in a form."""
        members = drop_unsent(**members)
        response = self.request("POST", self.path, 201, files={"image": (picture.name, picture.content)}, data=members)
        oracle.add(response["id"], picture)
        oracle.set(response["id"], "label", members.get("alt_text"))
        oracle.set(response["id"], "position", members.get("order", 0))
        oracle.set_role(response["id"], PRIMARY, members.get("is_primary", False))
        self._check_read_back(response)

    def change(self, oracle: Oracle, image: int, **members: Any) -> None:
        members = drop_unsent(**members)
        response = self.request("PATCH", f"{self.path}/{image}", 200, json=members)
        if "alt_text" in members:
            oracle.set(image, "label", members["alt_text"])
        if "order" in members:
            oracle.set(image, "position", members["order"])
        if "is_primary" in members:
            oracle.set_role(image, PRIMARY, members["is_primary"])
        self._check_read_back(response)

    def replace(self, oracle: Oracle, image: int, picture: Picture, label: Any = UNSENT) -> None:
        members = drop_unsent(alt_text=label)
        response = self.request(
            "PATCH", f"{self.path}/{image}", 200, files={"image": (picture.name, picture.content)}, data=members
        )
        oracle.set(image, "picture", picture)
        oracle.set(image, "label", members.get("alt_text", oracle.read(image, "label")))
        self._check_read_back(response)

    def delete(self, oracle: Oracle, image: int) -> None:
        self.remove(image)
        oracle.remove(image)
        self.request("DELETE", f"{self.path}/{image}", 404)

    def write_back(self, oracle: Oracle, image: int, step: int | None = None) -> None:
        """The whole object, and the text under the name by which it is written."""
        read = self.request("GET", f"{self.path}/{image}", 200)
        back = {**read, "alt_text": read["description"]}
        assert self.request("PATCH", f"{self.path}/{image}", 200, json=back) == read

    def check(self, oracle: Oracle, step: int | None = None) -> None:
        body = self.request("GET", f"{self.path}?limit=1000", 200)
        assert body["count"] == len(body["results"])
        expected = [self._expected(oracle, image) for image in oracle.listed()]
        assert [self._record(oracle, one) for one in body["results"]] == expected
        self.recorder.check_dates(oracle, {one["id"]: one for one in body["results"]})

    def _check_read_back(self, response: Any) -> None:
        assert self.request("GET", f"{self.path}/{response['id']}", 200) == response

    def _record(self, oracle: Oracle, body: dict[str, Any]) -> dict[str, Any]:
        self.recorder.record_address("token", oracle.read(body["id"], "picture"), body["f"])
        assert body["user"]["username"] == "ann"
        return {name: value for name, value in body.items() if name not in KEPT}

    def _expected(self, oracle: Oracle, image: int) -> dict[str, Any]:
        picture: Picture = oracle.read(image, "picture")
        return {
            "id": image,
            "type": picture.format,
            "name": picture.name,
            "size": len(picture.content),
            "description": oracle.read(image, "label"),
            "width": picture.width,
            "height": picture.height,
            "mode": picture.mode,
        }
