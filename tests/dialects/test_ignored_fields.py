"""Fields that a dialect's README calls ignored are; whatever else is not done is refused in the vendor's words."""

import re
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

import web.dialects
from tests.dialects.product_images import CheckedRequests, images_by_dialect
from tests.pictures import png
from tests.shop import Credentials
from web.settings import Settings

FOLDERS = {
    "spree": "spree",
    "bigcommerce": "bigcommerce",
    "token": "token_api",
    "magento": "magento",
    "spiffy": "spiffy",
}
ROW = re.compile(r"^\| ((?:`[^`]+`(?:, )?)+)[^|]*\| ([^|]*(?:PUT|PATCH)[^|]*)\|", re.MULTILINE)


def ignored_in_changes(name: str) -> list[str]:
    """The fields that the README's table names for a PUT or PATCH."""
    readme = (Path(web.dialects.__file__).parent / FOLDERS[name] / "README.md").read_text()
    section = readme.split("## Fields that are ignored\n")[1].split("\n## ")[0]
    return [field for cell, _ in ROW.findall(section) for field in re.findall("`([^`]+)`", cell)]


class Changer:
    """Changes the image's label in one dialect, with other fields beside it."""

    def __init__(self, client: TestClient[Any], credentials: Credentials, settings: Settings) -> None:
        self.client, self.issued = client, credentials["ann"]
        self.images: dict[str, Any] = images_by_dialect(client, credentials, settings.import_dir)
        self.image = self.images["spree"].create(png(), "before")
        self.token = CheckedRequests(client, {"Authorization": f"Token {self.issued['token']['key']}"})

    def send(self, name: str, label: str, /, **fields: Any) -> Any:
        images, image = self.images[name], self.image
        match name:
            case "spree":
                inside = {field[6:-1]: value for field, value in fields.items() if field.startswith("image[")}
                beside = {field: value for field, value in fields.items() if not field.startswith("image[")}
                body = {"image": {"alt": label, **inside}, **beside}
                return self.request("PUT", f"{images.path}/{image}", images.request.headers, body)
            case "bigcommerce":
                body = {"description": label, **fields}
                return self.request("PUT", f"{images.path}/{image}", images.request.headers, body)
            case "token":
                body = {"alt_text": label, **fields}
                return self.request("PATCH", f"{images.path}/{image}", images.request.headers, body)
            case "magento":
                return images.client.put(image, images.path, label=label, **fields)
            case _:
                body = {"image": {**fields, "id": image, "alt": label}}
                return self.request("PUT", f"{images.path}/{image}.json", images.request.headers, body)

    def request(self, method: str, path: str, headers: Any, body: object) -> Any:
        return self.client.request(method, path, headers=headers, json=body)

    def shown(self) -> Any:
        image = self.token("GET", f"/api/products/8/images/{self.image}", 200)
        return {name: value for name, value in image.items() if name != "updated_at"}


@pytest.fixture
def changer(client: TestClient[Any], credentials: Credentials, settings: Settings) -> Changer:
    return Changer(client, credentials, settings)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_field_that_the_readme_calls_ignored_changes_nothing_and_the_rest_is_done(
    changer: Changer, name: str
) -> None:
    fields, before = ignored_in_changes(name), changer.shown()
    assert fields
    for turn, field in enumerate(fields):
        response = changer.send(name, f"after {turn}", **{field: "other"})
        assert response.status_code in (200, 201), (field, response.text)
        assert changer.shown() == before | {"description": f"after {turn}"}, field


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("field", ["image_url", "nonsense", "Label"])
def test_a_field_that_nobody_knows_is_refused_by_bigcommerce_and_ignored_by_the_others_as_their_readmes_say(
    changer: Changer, name: str, field: str
) -> None:
    before, response = changer.shown(), changer.send(name, "after", **{field: "http://cdn.example/b.png"})
    if name == "bigcommerce":
        message = f"The field '{field}' is not supported by this resource."
        assert (response.status_code, response.json()) == (400, [{"status": 400, "message": message}])
        assert changer.shown() == before
    else:
        assert response.status_code in (200, 201)
        assert changer.shown() == before | {"description": "after"}
