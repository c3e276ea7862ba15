"""Clients without a library of their own: curl, requests, and what the vendor's Ruby library sends.

All of it goes over a real connection.
"""

import base64
import json
import re
import shutil
import subprocess
import urllib.request
from typing import Any

import pytest
import requests

from tests.dialects.spiffy.conftest import MEMBERS, download
from tests.needs import need
from tests.pictures import base64_text, gif, jpeg, png


def test_what_the_vendors_ruby_client_sends_is_understood(server: str, issued: dict[str, Any]) -> None:
    """Its own requests: the addresses, headers and bodies that spiffy_stores_api 4.11.1 sends, newlines and all."""
    key = base64_text(f"{issued['api_key']}:{issued['password']}".encode())
    reading = {"Authorization": f"Basic {key}", "Accept": "application/json", "User-Agent": "Ruby"}
    writing = {"Authorization": f"Basic {key}", "Accept": "*/*", "Content-Type": "application/json"}
    at = f"{server}/api/products/8/images"
    attachment = re.sub("(.{60})", r"\1\n", base64_text(png())) + "\n"
    sent = json.dumps({"image": {"attachment": attachment, "filename": "cute.png", "alt": "hi"}})
    created = requests.post(f"{at}.json", data=sent, headers=writing, timeout=20)
    assert created.status_code == 201
    image = created.json()["image"]
    assert created.headers["Location"].endswith(f"/{image['id']}.json")
    query = f"fields=id%2Csrc&limit=5&page=1&since_id={image['id'] - 1}"
    listed = requests.get(f"{at}.json?{query}", headers=reading, timeout=20)
    assert listed.json() == {"images": [{"id": image["id"], "src": image["src"]}]}
    whole = {name: image[name] for name in MEMBERS} | {"alt": "new"}
    changed = requests.put(f"{at}/{image['id']}.json", json={"image": whole}, headers=writing, timeout=20)
    assert (changed.status_code, changed.json()) == (200, {"image": {**image, "alt": "new"}})
    assert requests.get(f"{at}/count.json", headers=reading, timeout=20).json() == {"count": 1}
    assert requests.delete(f"{at}/{image['id']}.json", headers=reading, timeout=20).json() == {}


class Curl:
    """Asks as a person at a terminal does."""

    def __init__(self, server: str, issued: dict[str, Any]) -> None:
        self.server = server
        self.basic = ["-u", f"{issued['api_key']}:{issued['password']}"]
        self.bearer = ["-H", f"Authorization: Bearer {issued['access_token']}"]

    def __call__(self, *words: str, path: str) -> tuple[int, Any]:
        line = ["curl", "-s", "-w", "\n%{http_code}", *words, self.server + path]
        body, _, status = subprocess.run(line, capture_output=True, check=True, timeout=60).stdout.rpartition(b"\n")
        return int(status), json.loads(body)


@pytest.fixture
def curl(server: str, issued: dict[str, Any]) -> Curl:
    need(shutil.which("curl"), "curl")
    return Curl(server, issued)


def test_the_readmes_curl_lines_do_what_they_say(curl: Curl) -> None:
    sent = json.dumps({"image": {"attachment": base64_text(jpeg()), "filename": "dog.jpg", "alt": "Cute dog"}})
    as_json = ["-H", "Content-Type: application/json", "-d", sent]
    status, body = curl(*curl.basic, *as_json, path="/api/products/cute-dog/images.json")
    assert (status, body["image"]["filename"], body["image"]["alt"]) == (201, "dog.jpg", "Cute dog")
    listed = curl(*curl.basic, path="/api/products/cute-dog/images.json")
    assert listed == (200, {"images": [body["image"]]})
    assert curl(*curl.bearer, path="/api/products/cute-dog/images/count.json") == (200, {"count": 1})


def test_curl_updates_and_deletes(curl: Curl, host: str) -> None:
    at = "/api/super_collections/featured-collection/images"
    status, body = curl(*curl.bearer, "-d", json.dumps({"image": {"src": f"{host}/p.png"}}), path=f"{at}.json")
    assert status == 201
    number = body["image"]["id"]
    change = json.dumps({"image": {"id": number, "alt": "Neu"}})
    assert curl(*curl.basic, "-X", "PUT", "-d", change, path=f"{at}/{number}.json")[1]["image"]["alt"] == "Neu"
    assert curl(*curl.basic, "-X", "PUT", path=f"{at}/{number}.json")[0] == 400
    assert curl(*curl.basic, "-X", "DELETE", path=f"{at}/{number}.json") == (200, {})
    assert curl(*curl.basic, "-X", "DELETE", path=f"{at}/{number}.json") == (404, {"errors": "Not Found"})
    assert curl(path=f"{at}.json")[0] == 401


def test_curl_sends_a_large_picture_in_pieces(curl: Curl, server: str) -> None:
    """`Expect: 100-continue` and a chunked body."""
    data = png(900, 700, compress_level=0)
    sent = json.dumps({"image": {"attachment": base64.encodebytes(data).decode()}}).encode()
    line = ["curl", "-s", *curl.basic, "-H", "Transfer-Encoding: chunked", "--data-binary", "@-"]
    done = subprocess.run(
        [*line, f"{server}/api/products/8/images.json"], input=sent, capture_output=True, check=True, timeout=60
    )
    assert download(json.loads(done.stdout)["image"]["src"]) == data


def test_requests_says_everything(server: str, issued: dict[str, Any]) -> None:
    at = f"{server}/api/products/cute-dog/images"
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {issued['access_token']}"
        created = session.post(
            f"{at}.json", json={"image": {"attachment": base64_text(gif()), "alt": 'a "b" 🐶'}}, timeout=20
        )
        assert created.status_code == 201
        image = created.json()["image"]
        assert (image["alt"], image["extension"]) == ('a "b" 🐶', "gif")
        assert created.headers["Location"] == f"{server}/api/products/8/images/{image['id']}.json"
        assert session.get(created.headers["Location"], timeout=20).json() == {"image": image}
        left = [json.loads(session.get(f"{at}.json", timeout=20).headers["X-Ratelimit"]) for _ in range(2)]
        assert left[0]["remaining"] - left[1]["remaining"] == 1
        change = {"image": {"id": image["id"], "alt": "new", "position": 5}}
        changed = session.put(f"{at}/{image['id']}.json", json=change, timeout=20)
        assert (changed.status_code, changed.json()) == (200, {"image": {**image, "alt": "new"}})
        refused = session.put(f"{at}/{image['id']}.json", json={"image": {"alt": "x"}}, timeout=20)
        assert (refused.status_code, refused.json()) == (422, {"errors": {"id": ["is required"]}})
        assert session.delete(f"{at}/{image['id']}.json", timeout=20).json() == {}


def test_spiffy_63_a_body_of_no_bytes_is_a_bad_request(server: str, issued: dict[str, Any]) -> None:
    with requests.Session() as session:
        session.auth = (issued["api_key"], issued["password"])
        for method, path in (("POST", "images"), ("PUT", "images/1")):
            headers = {"Content-Length": "0", "Content-Type": "application/json"}
            response = session.request(method, f"{server}/api/products/8/{path}.json", headers=headers, timeout=20)
            assert (response.status_code, list(response.json())) == (400, ["errors"])


def test_spiffy_58_without_any_accept_the_answer_is_json(server: str, issued: dict[str, Any]) -> None:
    headers = {"Authorization": f"Bearer {issued['access_token']}"}
    request = urllib.request.Request(f"{server}/api/products/8/images.json", headers=headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310
        assert not request.has_header("Accept")
        assert response.headers["Content-Type"] == "application/json; charset=utf-8"
        assert response.read() == b'{"images":[]}'
