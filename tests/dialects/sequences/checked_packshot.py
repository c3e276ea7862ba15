"""Client of Packshot's own API checked by the oracle: every value at every store, and where it comes from."""

from typing import Any

from litestar.testing import TestClient

from tests.admin.conftest import Program
from tests.dialects.sequences.checked_admin import as_shown
from tests.dialects.sequences.oracle import GLOBAL, STORES, Oracle, Picture
from tests.dialects.sequences.positions import rank
from tests.dialects.sequences.recorder import Recorder
from tests.dialects.sequences.strategies import UNSENT, drop_unsent
from tests.shop import Credentials

SEEN = {None: "", False: "shown", True: "hidden"}


class CheckedPackshot(Program):
    def __init__(self, client: TestClient[Any], credentials: Credentials, recorder: Recorder, page: str) -> None:
        super().__init__(client, credentials["ann"]["packshot"]["token"])
        self.page = page
        self.recorder = recorder

    def send(self, tail: str, status: int = 200, **body: Any) -> Any:
        response = self.post(self.page + tail, body)
        assert response.status_code == status, (tail, body, response.status_code, response.text)
        return response.json()

    def create(self, oracle: Oracle, pictures: list[Picture]) -> None:
        """Several files in one form."""
        added = self.upload(*((picture.name, picture.content) for picture in pictures), path=self.page)
        for image, picture in zip(added["edit"]["added"], pictures, strict=True):
            oracle.add(image, picture)

    def label(self, oracle: Oracle, image: int, text: str, store: int = GLOBAL) -> None:
        """A text of nothing but blanks is none, and at a store empty on purpose."""
        self.send(f"/images/{image}{_query(store)}", do="label", label=text)
        typed, now = text.replace("\r\n", "\n"), as_shown(oracle.read(image, "label", store) or "")
        if now not in (as_shown(typed), "" if not typed.strip() else typed):
            emptied = None if store == GLOBAL else ""
            oracle.set(image, "label", typed if typed.strip() else emptied, store)

    def change(self, oracle: Oracle, image: int, store: int, **members: Any) -> None:
        """`hidden` (None inherits, at a store), `place`, `roles`; what is not sent stays."""
        members = drop_unsent(**members)
        hidden = members.pop("hidden", UNSENT)
        if hidden is not UNSENT:
            members["seen"] = SEEN[hidden]
        self.send(f"/images/{image}/details", do="values", store=store, **members)
        if hidden is not UNSENT:
            oracle.set(image, "excluded", hidden, store)
        if "place" in members:
            rank(oracle, image, members["place"], store)
        if "roles" in members:
            oracle.assign_roles(image, members["roles"], store)

    def delete(self, oracle: Oracle, image: int, store: int = GLOBAL) -> None:
        self.send(f"/images/{image}{_query(store)}", do="remove")
        oracle.remove(image, store)
        self.send(f"/images/{image}{_query(store)}", 404, do="remove")

    def write_back(self, oracle: Oracle, image: int, step: int | None = None) -> None:
        """Every value of every store, as it was read."""
        read = self.data(f"{self.page}/images/{image}/details")
        for row in read["stores"]:
            if not row["removed"]:
                assert self.send(f"/images/{image}/details", **_as_sent(row))["edit"]["entry"] is None
        if read["variations"]:
            linked = [one["id"] for one in read["variations"] if one["linked"]]
            assert self.send(f"/images/{image}/details", do="variations", variations=linked)["edit"]["entry"] is None

    def check(self, oracle: Oracle, step: int | None = None) -> None:
        """The gallery at every store, or at one by turns."""
        for store in (GLOBAL, *STORES) if step is None else ((STORES[step % 4], GLOBAL)[step % 2],):
            data = self.data(self.page + _query(store))
            expected = [_expected(oracle, image, store) for image in oracle.listed(store)]
            assert [self._record(oracle, one) for one in data["images"]] == expected, store

    def _record(self, oracle: Oracle, body: dict[str, Any]) -> dict[str, Any]:
        picture = body["picture"]
        self.recorder.record_address("packshot", oracle.read(body["id"], "picture"), picture["urls"]["original"])
        assert picture["uploaded_by"]["name"] == "ann"
        facts = {name: picture[name] for name in ("file_name", "format", "bytes")}
        return {name: body[name] for name in ("id", "label", "visibility", "place", "roles")} | facts


def _query(store: int) -> str:
    return f"?store={store}" if store else ""


def _as_sent(row: dict[str, Any]) -> dict[str, Any]:
    store = row["store"]["id"] if row["store"] else GLOBAL
    label, visibility = row["label"], row["visibility"]
    inherits = store and visibility["source"] == "default"
    return {
        "do": "values",
        "store": store,
        "label": label["text"] or "",
        "empty": label["text"] == "" and (not store or label["source"] == "store"),
        "seen": "" if inherits else SEEN[visibility["hidden"]],
        "place": row["place"]["rank"],
        "roles": [role["code"] for role in row["roles"]],
    }


def _expected(oracle: Oracle, image: int, store: int) -> dict[str, Any]:
    picture: Picture = oracle.read(image, "picture")

    def source(subject: int | str, what: str) -> str:
        return "store" if store and (subject, what, store) in oracle.facts else "default"

    return {
        "id": image,
        "label": {"text": oracle.read(image, "label", store), "source": source(image, "label")},
        "visibility": {"hidden": bool(oracle.read(image, "excluded", store)), "source": source(image, "excluded")},
        "place": {
            "rank": oracle.rank(image, store),
            "position": oracle.read(image, "position", store),
            "source": source(image, "position"),
        },
        "roles": [{"code": role, "source": source("role", role)} for role in sorted(oracle.roles_of(image, store))],
        "file_name": picture.name,
        "format": picture.format,
        "bytes": len(picture.content),
    }
