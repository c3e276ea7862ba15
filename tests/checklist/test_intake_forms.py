"""Intake, I-6 and I-7: forms within limits, from people who are known."""

from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from litestar.testing import TestClient
from msgspec.structs import replace

from tests.application import client_for
from tests.checklist.conftest import remaining_files
from tests.checklist.raw_requests import FORM, form, part
from tests.checklist.upload_routes import DOG, NAMES, UploadRoutes, stored_files
from tests.media_addresses import media
from tests.pictures import jpeg
from tests.shop import Credentials
from web.settings import Settings

PICTURE = part("image", jpeg(), "a.jpg")
MANY = 201  # one more than are read


def send_form(routes: UploadRoutes, route: str, body: bytes) -> Response:
    """A form as it stands, at each route that takes forms."""
    path, headers = {
        "token": ("/api/products/8/images", routes.key),
        "spree": ("/api/v1/products/8/images", {"X-Spree-Token": routes.issued["spree"]["token"]}),
        "admin": (f"{DOG}/images", {"x-csrftoken": routes.visitor.token()}),
    }[route]
    return routes.client.post(path, headers={**headers, "Content-Type": FORM}, content=body)


@pytest.mark.parametrize(
    "body",
    [
        form(*(part(f"field{number}", b"x") for number in range(MANY)), PICTURE),
        form(*(part(f"files{number}", jpeg(8, 8), "a.jpg") for number in range(MANY)), PICTURE),
        form(part("image", jpeg(), "a.jpg", *(f"X-{number}: x" for number in range(5000)))),
        form(part("image", jpeg(), "a.jpg", "X-Long: " + "x" * 100_000)),
        form(part("x" * 100_000, b"x"), PICTURE),
    ],
    ids=["fields", "files", "headers", "a long header", "a long name"],
)
def test_i_6_a_form_of_too_many_or_too_large_parts_is_refused(
    body: bytes, routes: UploadRoutes, settings: Settings, temporary: Path
) -> None:
    for route in ("token", "spree", "admin"):
        response = send_form(routes, route, body)
        assert 400 <= response.status_code < 500, (route, response.status_code, response.text)
    assert routes.images() == []
    assert remaining_files(temporary) == []


def test_i_6_a_field_that_no_document_knows_changes_nothing(routes: UploadRoutes) -> None:
    unknown = {"id": "77", "owner": "28", "uploaded_at": "1", "file_name": "x.php", "content_hash": "0", "size": "1"}
    fields = [part(name, value.encode()) for name, value in unknown.items()]
    assert send_form(routes, "token", form(*fields, PICTURE)).status_code == 201
    image = routes.images()[0]
    assert image["id"] != 77
    assert "x.php" not in str(image)
    assert routes.client.get(f"{media(image['id'])}/original/a.jpg").content == jpeg()


def test_i_7_who_is_not_known_or_whose_form_is_not_ours_puts_in_nothing(
    client: TestClient[Any], credentials: Credentials, settings: Settings, host: str, temporary: Path
) -> None:
    nobody = UploadRoutes(client, {"ann": _made_up(credentials["ann"])}, settings, host)
    for route in NAMES:
        client.cookies.clear()
        nobody.__dict__.pop("visitor", None)
        if route.startswith("admin"):
            nobody.visitor.post("/admin/logout")
        response = nobody.send(route, jpeg())
        refused = response.status_code in (401, 403) or "/admin/login" in response.headers.get("location", "")
        assert refused, (route, response.status_code, response.text)
    client.cookies.clear()
    ann = UploadRoutes(client, credentials, settings, host)
    assert send_form(ann, "admin", form(PICTURE)).status_code == 400  # nothing in it that the page asks for
    forged = client.post(f"{DOG}/images", files={"files": ("a.jpg", jpeg())}, data={"_csrf_token": "0" * 128})
    assert forged.status_code == 403
    assert (stored_files(settings), remaining_files(temporary)) == ([], [])


def test_i_7_each_caller_has_a_quota(settings: Settings, credentials: Credentials, host: str) -> None:
    with client_for(replace(settings, api_quota=1)) as client:
        routes = UploadRoutes(client, credentials, settings, host)
        for route in NAMES[2:]:
            routes.send(route, jpeg())
            assert routes.send(route, jpeg()).status_code == 429, route


def _made_up(issued: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        dialect: {name: "0" * 40 if isinstance(value, str) else value for name, value in one.items()}
        for dialect, one in issued.items()
    }
