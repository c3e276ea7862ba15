"""The clients people use, over a real connection: the document's own samples as they stand, requests, curl, httpx."""

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import requests

from tests.dialects.token_api.client import LAMP, normalized
from tests.dialects.token_api.test_documented import FRONT_JPEG, GOLDEN, MEMBERS, SIDE_JPEG
from tests.needs import need
from tests.pictures import gif, jpeg, png

PYTHON = """
import requests

# Upload a new product image
with open('product_image.jpg', 'rb') as image_file:
    files = {'image': image_file}
    data = {
        'alt_text': 'Product front view',
        'is_primary': True,
        'order': 1
    }
    response = requests.post(
        'http://www.example.com/api/products/123/images',
        files=files,
        data=data,
        headers={'Authorization': 'Token <your_api_key>'}
    )
print(response.json())

# Upload additional image
with open('product_side.jpg', 'rb') as image_file:
    files = {'image': image_file}
    data = {
        'alt_text': 'Product side view',
        'order': 2
    }
    response = requests.post(
        'http://www.example.com/api/products/123/images',
        files=files,
        data=data,
        headers={'Authorization': 'Token <your_api_key>'}
    )
print(response.json())
"""
CURL = r"""
# Upload a new product image
curl -X POST "http://www.example.com/api/products/123/images" \
-H "Authorization: Token <your_api_key>" \
-F "image=@product_image.jpg" \
-F "alt_text=Product front view" \
-F "is_primary=true" \
-F "order=1"

# Upload additional image
curl -X POST "http://www.example.com/api/products/123/images" \
-H "Authorization: Token <your_api_key>" \
-F "image=@product_side.jpg" \
-F "alt_text=Product side view" \
-F "order=2"
"""


@pytest.fixture
def session(server: str, staff: dict[str, str]) -> Iterator[requests.Session]:
    """Cleans up behind whoever asked."""
    with requests.Session() as session:
        session.headers.update(staff)
        yield session
        for image in session.get(server + LAMP, timeout=20).json()["results"]:
            session.delete(f"{server}{LAMP}/{image['id']}", timeout=20)


def run(sample: str, program: list[str], server: str, staff: dict[str, str], folder: Path) -> str:
    """Run a sample beside the two pictures, with only its host and its key replaced; returns its output."""
    (folder / "product_image.jpg").write_bytes(FRONT_JPEG)
    (folder / "product_side.jpg").write_bytes(SIDE_JPEG)
    text = sample.replace("http://www.example.com", server).replace("Token <your_api_key>", staff["Authorization"])
    done = subprocess.run([*program, text], capture_output=True, text=True, check=True, cwd=folder, timeout=60)
    return done.stdout


def as_documented(images: list[Any]) -> None:
    """Addresses are never used again: the second file of a name has a number in its own.

    What stands behind a picture's end is not served.
    """
    for image, golden, file in zip(images, ("front", "side"), (FRONT_JPEG, SIDE_JPEG), strict=True):
        assert requests.get(image["f"], timeout=20).content == file.rstrip(b"\0")
        body = json.dumps({**image, "f": image["f"].replace("_2.jpg", ".jpg")}, separators=(",", ":"))
        assert normalized(body.encode()) == (GOLDEN / f"{golden}.json").read_text().strip()


def test_token_1_44_45_the_documents_python_sample(
    server: str, staff: dict[str, str], session: requests.Session, tmp_path: Path
) -> None:
    printed = run(PYTHON, [sys.executable, "-c"], server, staff, tmp_path)
    as_documented([ast.literal_eval(line) for line in printed.splitlines()])


def test_token_1_39_44_the_documents_curl_lines(
    server: str, staff: dict[str, str], session: requests.Session, tmp_path: Path
) -> None:
    """Curl asks first whether it may send the one that is larger than a mebibyte."""
    need(shutil.which("curl"), "curl")
    printed = run(CURL, ["sh", "-ec"], server, staff, tmp_path)
    first, end = json.JSONDecoder().raw_decode(printed)
    as_documented([first, json.loads(printed[end:])])


@pytest.mark.parametrize("slash", ["", "/"])
def test_requests_does_everything(server: str, session: requests.Session, slash: str) -> None:
    images = f"{server}{LAMP}{slash}"
    sent: dict[str, Any] = {"alt_text": "Ansicht für “vorne”", "is_primary": True, "order": -2}
    created = session.post(images, files={"image": ("фото 1.jpg", jpeg())}, data=sent, timeout=20)
    assert (created.status_code, list(created.json()), created.history) == (201, MEMBERS, [])
    image = created.json()
    assert (image["name"], image["description"]) == ("фото 1.jpg", "Ansicht für “vorne”")
    member = f"{server}{LAMP}/{image['id']}{slash}"
    assert session.get(member, timeout=20).json() == image
    assert session.get(images, params={"limit": 1}, timeout=20).json()["results"] == [image]
    changed = session.patch(member, json={"alt_text": "new", "is_primary": False}, timeout=20)
    assert (changed.status_code, changed.json()["description"]) == (200, "new")
    form = session.patch(member, data={"alt_text": "newer"}, timeout=20)
    assert (form.status_code, form.json()["description"]) == (200, "newer")
    replaced = session.patch(member, files={"image": ("b.gif", gif())}, timeout=20).json()
    assert (replaced["type"], replaced["mode"], replaced["name"]) == ("GIF", "P", "b.gif")
    assert requests.get(replaced["f"], timeout=20).content == gif()
    deleted = session.delete(member, timeout=20)
    assert (deleted.status_code, deleted.content) == (204, b"")
    again = session.delete(member, timeout=20)
    assert (again.status_code, again.json()) == (404, {"detail": "No ProductImage matches the given query."})


def test_token_8_curl_sends_names_with_quotes_and_letters_of_all_kinds(
    server: str, staff: dict[str, str], session: requests.Session, tmp_path: Path
) -> None:
    need(shutil.which("curl"), "curl")
    for name in ("фото 1.jpg", 'a"b\\c.jpg', "a;b,c.jpg"):
        (tmp_path / "a.jpg").write_bytes(jpeg())
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        file = f'image=@a.jpg;filename="{quoted}"'
        line = ["curl", "-s", "-H", f"Authorization: {staff['Authorization']}", "-F", file, server + LAMP]
        done = subprocess.run(line, capture_output=True, check=True, cwd=tmp_path, timeout=60)
        assert json.loads(done.stdout)["name"] == name.rpartition("\\")[2]


def test_token_14_44_httpx_does_everything(server: str, staff: dict[str, str], session: requests.Session) -> None:
    """It writes `true` for True, and says each part's type."""
    with httpx.Client(base_url=server, headers=staff, timeout=20) as client:
        data: dict[str, Any] = {"alt_text": "Front", "is_primary": True, "order": 1}
        created = client.post(LAMP, files={"image": ("a.png", png())}, data=data)
        assert (created.status_code, list(created.json()), created.json()["type"]) == (201, MEMBERS, "PNG")
        member = f"{LAMP}/{created.json()['id']}"
        assert client.get(member).json() == created.json()
        assert client.patch(member, json={"alt_text": "Side"}).json()["description"] == "Side"
        assert client.patch(member, files={"image": ("b.jpg", jpeg())}).json()["type"] == "JPEG"
        assert client.get(LAMP, params={"limit": 1, "offset": 0}).json()["count"] == 1
        assert client.delete(member).status_code == 204
        assert client.get(member).status_code == 404


def test_what_is_refused_is_read_by_clients_as_json(server: str, session: requests.Session) -> None:
    images = server + LAMP
    assert requests.post(images, timeout=20).headers["www-authenticate"] == "Token"
    refused = session.post(images, files={"image": ("a.txt", b"no picture")}, data={"order": "x"}, timeout=20)
    assert (refused.status_code, set(refused.json())) == (400, {"image", "order"})
    assert session.put(images, timeout=20).headers["allow"] == "GET, POST, HEAD"
