"""The curl lines of the guide (Spree v1, "Product Images"), with only host, key and file replaced."""

from typing import Any

from litestar.testing import TestClient

from tests.pictures import jpeg
from tests.shop import Credentials

AT = "/api/v1/products/cute-dog/images"


def key(credentials: Credentials, who: str = "ann") -> dict[str, str]:
    return {"X-Spree-Token": credentials[who]["spree"]["token"]}


def create(client: TestClient[Any], credentials: Credentials) -> dict[str, Any]:
    files = {"image[attachment]": ("image.jpg", jpeg(), "image/jpeg")}
    answer = client.post(AT, headers=key(credentials), files=files, data={"type": "image/jpeg"})
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


def test_the_curl_line_for_creating_answers_201_with_the_image(
    client: TestClient[Any], credentials: Credentials
) -> None:
    image = create(client, credentials)
    assert list(image)[:3] == ["id", "position", "attachment_content_type"]
    assert image["attachment_file_name"] == "image.jpg"
