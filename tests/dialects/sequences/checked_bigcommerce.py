"""BigCommerce client checked by the oracle; in JSON and now and then in XML."""

import re
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

from tests.dialects.product_images import BigCommerceImages
from tests.dialects.sequences.oracle import Oracle, Picture
from tests.dialects.sequences.positions import make_room
from tests.dialects.sequences.recorder import Recorder
from tests.dialects.sequences.strategies import UNSENT, as_xml, drop_unsent, fits_xml
from tests.shop import Credentials

THUMBNAIL = "thumbnail"
XML = {"Content-Type": "application/xml"}
NOT_SENT_BACK = ("id", "product_id", "date_created")


class CheckedBigCommerce(BigCommerceImages):
    def __init__(
        self, client: TestClient[Any], credentials: Credentials, recorder: Recorder, imports: Path, product: int
    ) -> None:
        super().__init__(client, credentials["ann"]["bigcommerce"], imports, product)
        self.recorder = recorder

    def add(self, oracle: Oracle, picture: Picture, **members: Any) -> None:
        """`description`, `sort_order`, `is_thumbnail`."""
        members = drop_unsent(**members)
        response = self.request("POST", self.path, 201, json={"image_file": picture.name, **members})
        oracle.add(response["id"], picture)
        oracle.set(response["id"], "label", members.get("description", ""))
        oracle.set(response["id"], "position", members.get("sort_order", 0))
        oracle.set_role(response["id"], THUMBNAIL, members.get("is_thumbnail", False))
        self._check_read_back(response)

    def change(self, oracle: Oracle, image: int, xml: bool = False, **members: Any) -> None:
        """Change the same members, and `image_file`, a Picture."""
        members, xml = drop_unsent(**members), xml and fits_xml(members.get("description"))
        picture = members.get("image_file")
        sending = members if picture is None else {**members, "image_file": picture.name}
        body: dict[str, Any] = {"content": as_xml("image", sending), "headers": XML} if xml else {"json": sending}
        response = self.request("PUT", f"{self.path}/{image}", 200, **body)
        if picture is not None:
            oracle.set(image, "picture", picture)
        if "description" in members:
            label = members["description"]
            oracle.set(image, "label", _from_xml(label, oracle.read(image, "label")) if xml else label)
        if "sort_order" in members:
            make_room(oracle, image, members["sort_order"])
        if "is_thumbnail" in members:
            oracle.set_role(image, THUMBNAIL, members["is_thumbnail"])
        self._check_read_back(response)

    def replace(self, oracle: Oracle, image: int, picture: Picture, label: Any = UNSENT) -> None:
        self.change(oracle, image, image_file=picture, description=label)

    def delete(self, oracle: Oracle, image: int) -> None:
        self.remove(image)
        oracle.remove(image)
        self.request("DELETE", f"{self.path}/{image}", 404)

    def delete_all(self, oracle: Oracle, limit: Any = UNSENT) -> None:
        """Delete all images, or those of the first page."""
        query = "" if limit is UNSENT else f"?limit={limit}"
        self.request("DELETE", self.path + query, 204)
        for image in oracle.ids[: None if limit is UNSENT else limit]:
            oracle.remove(image)

    def write_back(self, oracle: Oracle, image: int, step: int | None = None) -> None:
        """Send back what the PHP client does: what may be written and is not null; and the same in XML."""
        path = f"{self.path}/{image}"
        read = self.request("GET", path, 200)
        back = {name: value for name, value in read.items() if name not in NOT_SENT_BACK and value is not None}
        assert self.request("PUT", path, 200, json=back) == read
        document = self.request.client.get(path, headers={**self.request.headers, "Accept": "application/xml"}).text
        for name in NOT_SENT_BACK:
            document = re.sub(f"<{name}>.*?</{name}>", "", document)
        assert self.request("PUT", path, 200, content=document.encode(), headers=XML) == read

    def check(self, oracle: Oracle, step: int | None = None) -> None:
        body = self.request("GET", self.path, 200 if oracle.ids else 204) or []
        assert [self._record(oracle, one) for one in body] == [self._expected(oracle, image) for image in oracle.ids]
        assert self.request("GET", f"{self.path}/count", 200) == {"count": len(oracle.ids)}

    def check_all(self, *oracles: Oracle) -> None:
        """Check the list of all products, in the order of their ids."""
        subject = {image: oracle for oracle in oracles for image in oracle.ids}
        body = self.request("GET", "/api/v2/products/images?limit=250", 200 if subject else 204) or []
        assert [self._record(subject[one["id"]], one) for one in body] == [
            self._expected(subject[image], image) for image in sorted(subject)
        ]
        assert self.request("GET", "/api/v2/products/images/count", 200) == {"count": len(subject)}

    def _check_read_back(self, response: Any) -> None:
        assert self.request("GET", f"{self.path}/{response['id']}", 200) == response

    def _record(self, oracle: Oracle, body: dict[str, Any]) -> dict[str, Any]:
        self.recorder.record_address(
            "bigcommerce", oracle.read(body["id"], "picture"), f"/product_images/{body['image_file']}"
        )
        self.recorder.check_stable("date_created", body["id"], value=body["date_created"])
        return {name: value for name, value in body.items() if name not in {"image_file", "date_created"}}

    def _expected(self, oracle: Oracle, image: int) -> dict[str, Any]:
        return {
            "id": image,
            "product_id": oracle.shop_id,
            "is_thumbnail": oracle.holder(THUMBNAIL) == image,
            "sort_order": oracle.read(image, "position"),
            "description": oracle.read(image, "label"),
        }


def _from_xml(text: str, now: str | None) -> str | None:
    """`NULL` is no text there; and what reads like the present one is the present one."""
    found = None if text == "NULL" else text
    return now if found == (None if now == "NULL" else now) else found
