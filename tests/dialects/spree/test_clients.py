"""Clients of Spree v1: the guide's own curl lines, and requests, over a real connection.

There is no client library of this version for Python or JavaScript; those there are speak the later Storefront API.
"""

import json
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.dialects.spree.client import DOG, MUST_BE_PRESENT, NO_KEY, normalized
from tests.dialects.spree.test_documented import golden
from tests.needs import need
from tests.pictures import jpeg, png
from tests.shop import Credentials

CREATE = """
curl -i -X POST \
  -H "X-Spree-Token: USER_TOKEN" \
  -H "Content-Type: multipart/form-data" \
  -F "image[attachment]=@/absolute/path/to/image.jpg" \
  -F "type=image/jpeg" \
  http://localhost:3000/api/v1/products/a-product/images
"""
UPDATE = """
curl -i -X PUT \
  -H "X-Spree-Token: USER_TOKEN" \
  -H "Content-Type: multipart/form-data" \
  -F "image[attachment]=@/new/path/to/image.jpg" \
  -F "type=image/jpeg" \
  http://localhost:3000/api/v1/products/a-product/images/1
"""
ADDRESS = 'curl -i -H "X-Spree-Token: USER_TOKEN" http://localhost:3000/api/v1/products/a-product/images'


@dataclass
class Output:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Curl:
    """Runs the guide's lines as they stand, with only host, key, product, id and file replaced."""

    server: str
    token: str

    def __call__(self, line: str, **instead: str) -> Output:
        known = {"http://localhost:3000": self.server, "USER_TOKEN": self.token, "a-product": "cute-dog"}
        for old, new in (known | instead).items():
            line = line.replace(old, new)
        head, _, body = self.run(line).partition(b"\r\n\r\n")
        if b" 100 " in head:  # curl asked whether it may send so much
            head, _, body = body.partition(b"\r\n\r\n")
        status, *headers = head.decode().split("\r\n")
        return Output(int(status.split()[1]), dict(one.lower().split(": ", 1) for one in headers), body)

    def run(self, line: str) -> bytes:
        return subprocess.run(shlex.split(line), capture_output=True, check=True, timeout=60).stdout


@pytest.fixture
def curl(server: str, credentials: Credentials) -> Curl:
    need(shutil.which("curl"), "curl")
    return Curl(server, credentials["ann"]["spree"]["token"])


@pytest.fixture
def session(server: str, credentials: Credentials) -> Iterator[requests.Session]:
    """Cleans up behind itself."""
    with requests.Session() as session:
        session.headers["X-Spree-Token"] = credentials["ann"]["spree"]["token"]
        yield session
        for image in session.get(server + DOG, timeout=20).json()["images"]:
            session.delete(f"{server}{DOG}/{image['id']}", timeout=20)


@pytest.fixture
def created(curl: Curl, session: requests.Session, tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "image.jpg").write_bytes(jpeg())
    output = curl(CREATE, **{"/absolute/path/to/image.jpg": str(tmp_path / "image.jpg")})
    assert output.status == 201
    image: dict[str, Any] = json.loads(output.body)
    assert normalized(output.body, [image]) == golden("image")
    assert output.headers["content-type"] == "application/json; charset=utf-8"
    assert "location" not in output.headers
    return image


def test_spree_46_the_guides_curl_line_creates_an_image(curl: Curl, created: dict[str, Any]) -> None:
    output = curl(ADDRESS)
    assert (output.status, json.loads(output.body)) == (200, {"images": [created]})
    picture = requests.get(created["large_url"], timeout=20)
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")


def test_spree_72_the_guides_curl_line_replaces_the_picture(
    curl: Curl, created: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "image.png").write_bytes(png(31, 17))
    new = {"/new/path/to/image.jpg": str(tmp_path / "image.png"), "images/1": f"images/{created['id']}"}
    output = curl(UPDATE, **new)
    assert output.status == 201
    image = json.loads(output.body)
    assert (image["id"], image["attachment_file_name"]) == (created["id"], "image.png")
    assert "/large/image.png?" in image["large_url"] != created["large_url"]
    assert requests.get(image["large_url"], timeout=20).headers["content-type"] == "image/png"


def test_the_guides_other_addresses_answer_curl(curl: Curl, created: dict[str, Any]) -> None:
    shown = curl(f"{ADDRESS}/{created['id']}")
    assert (shown.status, json.loads(shown.body)) == (200, created)
    known = curl(f"{ADDRESS}/{created['id']} -H 'If-None-Match: {shown.headers['etag'].replace('w/', 'W/')}'")
    assert (known.status, known.body) == (304, b"")
    new = curl(f"{ADDRESS}/new")
    assert (new.status, new.body.decode()) == (200, golden("new"))
    missing = curl(f"{ADDRESS}/999999")
    assert (missing.status, missing.body.decode()) == (404, golden("not_found"))
    deleted = curl(f"{ADDRESS}/{created['id']} -X DELETE")
    assert (deleted.status, deleted.body) == (204, b"")


def test_curl_sends_forms_and_json_and_says_another_method(curl: Curl, created: dict[str, Any]) -> None:
    member = f"{ADDRESS}/{created['id']}"
    assert json.loads(curl(f"{member} -X PUT -d 'image[alt]=by form'").body)["alt"] == "by form"
    as_json = "-H 'Content-Type: application/json'"
    assert json.loads(curl(f"""{member} -X PATCH {as_json} -d '{{"alt": "by json"}}'""").body)["alt"] == "by json"
    assert curl(f"{member} -F image[alt]=x").status == 301
    assert json.loads(curl(f"{member} -F _method=put -F 'image[alt]=by post'").body)["alt"] == "by post"
    assert curl(f"{member} -d _method=delete").status == 204


def test_curl_follows_an_unknown_address_to_not_found(curl: Curl) -> None:
    command = "curl -s -L -w %{http_code}%{num_redirects} http://localhost:3000/api/v1/nothing".replace(
        "http://localhost:3000", curl.server
    )
    assert curl.run(command).decode() == golden("not_found") + "4042"


def test_requests_says_everything(server: str, session: requests.Session) -> None:
    files = {"image[attachment]": ("image.jpg", jpeg(), "image/jpeg")}
    data = {"image[alt]": "Blue <b> & é", "image[position]": "1", "type": "image/jpeg"}
    created = session.post(server + DOG, files=files, data=data, timeout=20)
    assert created.status_code == 201
    image = created.json()
    assert (image["alt"], image["position"]) == ("Blue <b> & é", 1)
    at = f"{server}{DOG}/{image['id']}"
    changed = session.put(at, json={"image": {"alt": None, "viewable_id": 5596}}, timeout=20)
    assert (changed.status_code, changed.json()) == (201, image | {"alt": None, "viewable_id": 5596})
    assert session.get(at, timeout=20).json() == changed.json()
    refused = session.post(server + DOG, json={"image": {"alt": "no file"}}, timeout=20)
    assert (refused.status_code, refused.json()) == (422, MUST_BE_PRESENT)
    assert session.delete(at, timeout=20).status_code == 204
    without = requests.get(server + DOG, timeout=20)
    assert (without.status_code, without.json()) == (401, NO_KEY)


def test_spree_45_a_head_is_a_get_without_its_body(server: str, session: requests.Session) -> None:
    files = {"image[attachment]": ("a.jpg", jpeg())}
    number = session.post(server + DOG, files=files, timeout=20).json()["id"]
    for path in (DOG, f"{DOG}/{number}", f"{DOG}/new"):
        response = session.get(server + path, timeout=20)
        for _ in range(2):  # a body sent all the same would be taken for the next answer
            head = session.head(server + path, timeout=20)
            assert (head.status_code, head.content) == (200, b"")
            for name in ("content-length", "content-type", "etag"):
                assert head.headers[name] == response.headers[name]
    assert session.head(f"{server}{DOG}/999999", timeout=20).status_code == 404
    assert requests.head(server + DOG, timeout=20).status_code == 401
    assert len(session.get(server + DOG, timeout=20).json()["images"]) == 1
