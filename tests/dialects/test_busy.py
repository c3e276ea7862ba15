"""While too many pictures are being decoded, every dialect says so in its shape, and when to come back."""

from typing import Any

import pytest
from litestar.testing import TestClient

from tests.dialects.magento.client import MagentoClient
from tests.pictures import base64_text, png
from tests.shop import Credentials
from web.gallery.unavailable import Busy
from web.settings import Settings


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nobody_free(*_: object, **__: object) -> None:
        raise Busy("too many pictures wait for their turn")

    monkeypatch.setattr("web.services.editing.new_pictures.run_in_sandbox", nobody_free)


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("dialect", ["spree", "bigcommerce", "token", "magento", "spiffy"])
def test_an_upload_that_nobody_has_time_for_may_be_sent_again(
    dialect: str,
    client: TestClient[Any],
    credentials: Credentials,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    issued = credentials["ann"][dialect]
    (settings.import_dir / "a.png").write_bytes(png())
    content = base64_text(png())
    match dialect:
        case "spree":
            files = {"image[attachment]": ("a.png", png())}
            response = client.post("/api/v1/products/8/images", headers={"X-Spree-Token": issued["token"]}, files=files)
        case "bigcommerce":
            headers = {"X-Auth-Token": issued["access_token"], "Accept": "application/json"}
            response = client.post("/api/v2/products/8/images", headers=headers, json={"image_file": "a.png"})
        case "token":
            headers = {"Authorization": f"Token {issued['key']}"}
            response = client.post("/api/products/8/images", headers=headers, files={"image": ("a.png", png())})
        case "magento":
            body = {"file_content": content, "file_mime_type": "image/png"}
            response = MagentoClient(client, issued)("POST", "/api/rest/products/8/images", json=body)
        case _:
            headers = {"Authorization": f"Bearer {issued['access_token']}"}
            image = {"image": {"attachment": content, "filename": "a.png"}}
            response = client.post("/api/products/8/images.json", headers=headers, json=image)
    assert response.status_code == 503, response.text
    assert int(response.headers["retry-after"]) >= 1
    assert response.headers["content-type"].startswith("application/json")
    assert caplog.records == []
