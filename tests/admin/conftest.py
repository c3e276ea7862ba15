"""Browsers of several people, without JavaScript or as htmx asks; programs with their access tokens."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from httpx import Response
from litestar.testing import TestClient

from tests import pictures
from tests.shop import PASSWORD, Credentials

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
MUG = "/admin/products/28"


class Visitor:
    """Follows no redirects by itself; every form carries the token of the page, as in a browser."""

    def __init__(self, client: TestClient[Any]) -> None:
        self.client = client
        self.client.follow_redirects = False

    def get(self, path: str, **headers: str) -> Response:
        return self.client.get(path, headers=headers)

    def part(self, path: str) -> Response:
        return self.client.get(path, headers=HTMX)

    def token(self) -> str:
        if "packshot_form" not in self.client.cookies:
            self.client.get("/admin/login")
        return self.client.cookies["packshot_form"]

    def post(self, path: str, fields: dict[str, Any] | None = None, **more: Any) -> Response:
        return self.client.post(path, data={"_csrf_token": self.token(), **(fields or {})}, **more)

    def htmx(self, path: str, fields: dict[str, Any] | None = None, menu: int | None = None, **more: Any) -> Response:
        """Follows redirects, as scripts do. `menu`: the image whose menu is open."""
        headers = {**HTMX, "x-csrftoken": self.token()} | ({"packshot-menu": str(menu)} if menu else {})
        return self.client.post(path, data=fields or {}, headers=headers, follow_redirects=True, **more)

    def sign_in(self, name: str = "ann", password: str = PASSWORD, **fields: str) -> Response:
        return self.post("/admin/login", {"name": name, "password": password, **fields})

    def upload(self, *files: tuple[str, bytes], path: str = MUG) -> Response:
        return self.post(f"{path}/images", files=[("files", file) for file in files])

    def images(self, path: str = MUG) -> list[int]:
        """The ids of the images, in the order of the page."""
        return [int(number) for number in re.findall(r'id="image-(\d+)"', self.get(path).text)]


class Program:
    """A program that speaks Packshot's own API: with an access token, and no cookie."""

    def __init__(self, client: TestClient[Any], token: str) -> None:
        self.client = client
        self.headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}

    def get(self, path: str, **headers: str) -> Response:
        return self.client.get(path, headers={**self.headers, **headers})

    def post(self, path: str, body: object = None, headers: dict[str, str] | None = None, **more: Any) -> Response:
        sent = more or {"json": {} if body is None else body}
        return self.client.post(path, headers={**self.headers, **(headers or {})}, **sent)

    def data(self, path: str) -> Any:
        response = self.get(path)
        assert response.status_code == 200, response.text
        return response.json()

    def upload(self, *files: tuple[str, bytes], path: str = MUG) -> Any:
        response = self.post(f"{path}/images", files=[("files", file) for file in files])
        assert response.status_code == 201, response.text
        return response.json()


SignIn = Callable[[str], Visitor]


@pytest.fixture
def visitor(client: TestClient[Any]) -> Visitor:
    return Visitor(client)


@pytest.fixture
def ann(visitor: Visitor) -> Visitor:
    visitor.sign_in("ann")
    return visitor


@pytest.fixture
def program(client: TestClient[Any], credentials: Credentials) -> Program:
    """A program of Ann, who is an admin."""
    client.follow_redirects = False
    return Program(client, credentials["ann"]["packshot"]["token"])


@pytest.fixture
def mug(ann: Visitor) -> list[int]:
    """The ids of three images of the mug."""
    response = ann.upload(
        ("front.png", pictures.png()), ("side.png", pictures.png(30, 40)), ("back.gif", pictures.gif())
    )
    assert response.status_code == 303
    return ann.images()
