"""Magento client checked by the oracle: globally and at stores, in JSON and now and then in XML."""

from typing import Any

from litestar.testing import TestClient

from tests.dialects.magento.client import MagentoClient
from tests.dialects.product_images import MagentoImages
from tests.dialects.sequences.oracle import GLOBAL, ROLES, STORES, Oracle, Picture
from tests.dialects.sequences.recorder import Recorder
from tests.dialects.sequences.strategies import UNSENT, as_xml, drop_unsent, fits_xml
from tests.pictures import base64_text
from tests.shop import Credentials

CODES = {GLOBAL: "", 1: "/store/default", 2: "/store/french", 3: "/store/3", 4: "/store/second_en"}
DEFAULT = 1
FORMATS = ("application/json", "text/xml", "text/plain")
LAST = 2**32 - 1


class CheckedMagento(MagentoImages):
    def __init__(self, client: TestClient[Any], credentials: Credentials, recorder: Recorder, product: int) -> None:
        super().__init__(client, credentials["ann"]["magento"], product)
        self.guest = MagentoClient(client)
        self.recorder = recorder

    def add(self, oracle: Oracle, picture: Picture, store: int = GLOBAL, **members: Any) -> None:
        """`label`, `position`, `exclude`, `types`."""
        members, end = drop_unsent(**members), oracle.end(store)
        image = self.client.add(self.path + CODES[store], **_file(picture), file_name=picture.name, **members)
        oracle.add(image, picture)
        oracle.set(image, "label", members.get("label") if store == GLOBAL else None, store)
        oracle.set(image, "position", end, store)
        self._update_oracle(oracle, image, store, members)

    def change(self, oracle: Oracle, image: int, store: int = GLOBAL, xml: bool = False, **members: Any) -> None:
        """Change the same members, `file_name` and `file_mime_type`."""
        members = drop_unsent(**members)
        if members:
            self._put(image, store, members, xml and "types" not in members and fits_xml(members.get("label")))
        self._rename(oracle, image, members.get("file_name"), members.get("file_mime_type"))
        self._update_oracle(oracle, image, store, members)

    def replace(self, oracle: Oracle, image: int, picture: Picture, label: Any = UNSENT, store: int = GLOBAL) -> None:
        """Replace the picture for all stores, whatever store the address names; the name stays."""
        self._put(image, store, {**_file(picture), **drop_unsent(label=label)})
        oracle.set(image, "picture", self.recorder.renamed(picture, oracle.read(image, "picture").name))
        self._update_oracle(oracle, image, store, drop_unsent(label=label))

    def delete(self, oracle: Oracle, image: int, store: int = GLOBAL) -> None:
        path = f"{self.path}/{image}{CODES[store]}"
        assert self.client("DELETE", path).status_code == 200
        oracle.remove(image, store)
        assert self.client("DELETE", path).status_code == 404

    def write_back(self, oracle: Oracle, image: int, step: int | None = None) -> None:
        """The whole entity, byte for byte as it was read: in every view that has it, in each format; or by turns."""
        for store in (GLOBAL, *STORES) if step is None else (step % 4,):
            if image in oracle.listed(store):
                for media_type in FORMATS if step is None else (FORMATS[step % 3],):
                    self._write_back(f"{self.path}/{image}{CODES[store]}", media_type)

    def _write_back(self, path: str, media_type: str) -> None:
        read = self.client.get(path, {"Accept": media_type}).content
        response = self.client("PUT", path, content=read, headers={"Content-Type": media_type})
        assert (response.status_code, response.content) == (200, b""), (path, media_type, response.text)

    def check(self, oracle: Oracle, step: int | None = None) -> None:
        """The global view and the second store's; by turns, or all for None, the others and what guests see."""
        for store in (GLOBAL, *STORES):
            if step is None or store in (GLOBAL, 2, STORES[step % 4]):
                expected = [self._expected(oracle, image, store) for image in oracle.listed(store)]
                assert [
                    self._record(oracle, one) for one in self.client.images(self.path + CODES[store])
                ] == expected, store
        if step is None or step % 4 == 1:
            shown = [image for image in oracle.listed(DEFAULT) if not oracle.read(image, "excluded", DEFAULT)]
            body = [self._record(oracle, one) for one in self.guest.images(self.path)]
            assert body == [_as_guest_sees(self._expected(oracle, image, DEFAULT)) for image in shown]

    def _put(self, image: int, store: int, members: dict[str, Any], xml: bool = False) -> None:
        path = f"{self.path}/{image}{CODES[store]}"
        if xml:
            body, headers = as_xml("magento_api", members), {"Content-Type": "text/xml"}
            response = self.client("PUT", path, content=body, headers=headers)
        else:
            response = self.client("PUT", path, json=members)
        assert (response.status_code, response.content) == (200, b""), (path, response.text)

    def _rename(self, oracle: Oracle, image: int, name: str | None, mime_type: str | None) -> None:
        """Rename the file or its type: either gives the picture another address."""
        picture: Picture = oracle.read(image, "picture")
        named, declared = name or picture.name, mime_type or picture.declared
        if (named, declared) != (picture.name, picture.declared):
            oracle.set(image, "picture", self.recorder.renamed(picture, named, declared))

    def _update_oracle(self, oracle: Oracle, image: int, store: int, members: dict[str, Any]) -> None:
        """A label that is empty is none of a store's own."""
        if "label" in members and members["label"] != (oracle.read(image, "label", store) or ""):
            oracle.set(image, "label", members["label"] or (None if store else ""), store)
        if "position" in members and members["position"] != oracle.read(image, "position", store):
            oracle.set(image, "position", min(max(members["position"], 0), LAST), store)
        if "exclude" in members:
            oracle.set(image, "excluded", members["exclude"] != 0, store)
        if "types" in members:
            oracle.assign_roles(image, members["types"], store)

    def _record(self, oracle: Oracle, body: dict[str, Any]) -> dict[str, Any]:
        self.recorder.record_address("magento", oracle.read(int(body["id"]), "picture"), body["url"])
        return {name: value for name, value in body.items() if name != "url"}

    def _expected(self, oracle: Oracle, image: int, store: int) -> dict[str, Any]:
        return {
            "id": str(image),
            "label": oracle.read(image, "label", store) or "",
            "position": str(oracle.read(image, "position", store)),
            "exclude": "1" if oracle.read(image, "excluded", store) else "0",
            "types": [role for role in ROLES if oracle.holder(role, store) == image],
        }


def _as_guest_sees(expected: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in expected.items() if name != "exclude"}


def _file(picture: Picture) -> dict[str, str]:
    return {"file_mime_type": picture.declared, "file_content": base64_text(picture.content)}
