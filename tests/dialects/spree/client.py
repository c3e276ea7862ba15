"""Spree client of the tests."""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from httpx import Response
from litestar.testing import TestClient

from tests.pictures import jpeg
from tests.shop import Credentials
from web.settings import Settings

DOG = "/api/v1/products/cute-dog/images"
MUG = "/api/v1/products/mug/images"
SMALL, LARGE = "/api/v1/variants/5595/images", "/api/v1/variants/5596/images"  # the dog's; the small one is its master

NO_KEY = {"error": "You must specify an API key."}
NOT_AUTHORIZED = {"error": "You are not authorized to perform that action."}
NOT_FOUND = {"error": "The resource you were looking for could not be found."}
NO_IMAGE = {"exception": "param is missing or the value is empty: image"}


def invalid(**errors: str) -> dict[str, Any]:
    wrong = {field: [message] for field, message in errors.items()}
    return {"error": "Invalid resource. Please fix errors and try again.", "errors": wrong}


MUST_BE_PRESENT = invalid(attachment="must be present")
MUST_EXIST = invalid(viewable="must exist")
NOT_ALLOWED = invalid(attachment="has not allowed content type")


@dataclass
class SpreeClient:
    client: TestClient[Any]
    credentials: Credentials
    settings: Settings

    def token(self, who: str = "ann") -> str:
        return str(self.credentials[who]["spree"]["token"])

    def key(self, who: str = "ann") -> dict[str, str]:
        return {"X-Spree-Token": self.token(who)}

    def request(self, method: str, path: str = DOG, who: str | None = "ann", **more: Any) -> Response:
        """Send a request without following redirects."""
        headers = (self.key(who) if who else {}) | more.pop("headers", {})
        return self.client.request(method, path, headers=headers, follow_redirects=False, **more)

    def upload(
        self, path: str = DOG, picture: bytes | None = None, name: str = "a.jpg", method: str = "POST", **members: str
    ) -> Response:
        files = {"image[attachment]": (name, jpeg() if picture is None else picture)}
        return self.request(method, path, data={f"image[{key}]": value for key, value in members.items()}, files=files)

    def create(
        self, path: str = DOG, picture: bytes | None = None, name: str = "a.jpg", **members: str
    ) -> dict[str, Any]:
        response = self.upload(path, picture, name, **members)
        assert response.status_code == 201, response.text
        return dict(response.json())

    def change(self, number: int, path: str = DOG, **image: Any) -> dict[str, Any]:
        response = self.request("PUT", f"{path}/{number}", json={"image": image})
        assert response.status_code == 201, response.text
        return dict(response.json())

    def listed(self, path: str = DOG, who: str = "ann") -> list[dict[str, Any]]:
        response = self.request("GET", path, who)
        assert response.status_code == 200, response.text
        return list(response.json()["images"])

    def positions(self, path: str = DOG) -> list[tuple[int, int]]:
        return [(image["id"], image["position"]) for image in self.listed(path)]

    def write(self, sql: str, *args: Any) -> None:
        """Change what no address of Spree changes."""
        with closing(sqlite3.connect(self.settings.sqlite_path)) as database, database:
            database.execute(sql, args)
            database.execute("UPDATE owner SET revision = revision + 1")

    def hide(self, number: int) -> None:
        self.write("UPDATE image SET excluded = 1 WHERE id = ?", number)


def normalized(body: bytes, images: Iterable[dict[str, Any]]) -> str:
    """A body without what differs from run to run: ids, times, and the host."""
    text = body.decode()
    for place, image in enumerate(images, start=1):
        text = text.replace(f'"id":{image["id"]},', f'"id":{place},')
        text = text.replace(f"/spree/products/{image['id']}/", f"/spree/products/{place}/")
    text = re.sub(r'"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"', '"2013-06-06T12:00:36.000Z"', text)
    return re.sub(r"http://[^/]+(/[^?\"]+)\?\d{10}", r"http://host\1?1370520036", text)
