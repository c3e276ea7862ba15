"""Clients without a library of their own: curl and requests, with the document's examples, over a real connection."""

import json
import shutil
import subprocess
from typing import Any
from xml.etree import ElementTree

import pytest
import requests

from tests.dialects.bigcommerce.conftest import MEMBERS
from tests.needs import need
from tests.pictures import jpeg, png


class Curl:
    """Asks as a person at a terminal does, at any of the three prefixes and with either credential."""

    def __init__(self, server: str, issued: dict[str, Any]) -> None:
        self.server = server
        self.basic = ["-u", f"{issued['username']}:{issued['token']}"]
        self.token = ["-H", f"X-Auth-Token: {issued['access_token']}"]
        self.stores = f"/stores/{issued['store_hash']}/v2"

    def __call__(self, *words: str, path: str) -> tuple[int, str]:
        line = ["curl", "-s", "-w", "\n%{http_code}", *words, self.server + path]
        body, _, status = subprocess.run(line, capture_output=True, check=True, timeout=60).stdout.rpartition(b"\n")
        return int(status), body.decode()


@pytest.fixture
def curl(served: str, issued: dict[str, Any]) -> Curl:
    need(shutil.which("curl"), "curl")
    return Curl(served, issued)


def sending(body: object) -> list[str]:
    return ["-H", "Content-Type: application/json", "-d", json.dumps(body)]


def test_the_readmes_curl_lines_do_what_they_say(curl: Curl, host: str) -> None:
    at = "/products/28/images.json"
    assert curl(*curl.basic, path=f"/api/v2{at}") == (204, "")
    for image_file in ("dog.jpg", f"{host}/images/fluffy_puppy.jpg"):
        fields = sending({"image_file": image_file, "is_thumbnail": True})
        status, body = curl(*curl.basic, *fields, path=f"/api/v2{at}")
        assert (status, json.loads(body)["is_thumbnail"]) == (201, True)
    status, body = curl(*curl.token, path=curl.stores + at)
    assert (status, [image["is_thumbnail"] for image in json.loads(body)]) == (200, [False, True])


@pytest.mark.parametrize("prefix", ["", "/api/v2", "stores"])
def test_curl_does_everything_that_the_document_shows(curl: Curl, host: str, prefix: str) -> None:
    at = f"{curl.stores if prefix == 'stores' else prefix}/products/28/images"
    posted = {"product_id": 28, "image_file": f"{host}/images/fluffy_puppy.jpg", "description": ""}
    status, body = curl(*curl.basic, *sending(posted), path=f"{at}.json")
    image = json.loads(body)
    assert (status, list(image)) == (201, MEMBERS)
    assert curl(*curl.basic, path=f"{at}.json") == (200, f"[{body}]")
    assert curl(*curl.basic, path=f"{at}/{image['id']}.json") == (200, body)
    assert curl(*curl.basic, path=f"{at}/count.json") == (200, '{"count":1}')
    put = ["-X", "PUT", *sending({"sort_order": 1, "is_thumbnail": False, "image_file": "dog.jpg"})]
    status, body = curl(*curl.basic, *put, path=f"{at}/{image['id']}.json")
    assert (status, json.loads(body)["sort_order"], json.loads(body)["id"]) == (200, 1, image["id"])
    assert curl(*curl.basic, "-X", "DELETE", path=f"{at}/{image['id']}.json") == (204, "")
    assert curl(*curl.basic, path=f"{at}/{image['id']}.json")[0] == 404
    assert curl(*curl.basic, "-X", "DELETE", path=f"{at}.json") == (204, "")
    assert curl(path=f"{at}.json")[0] == 401


def test_curl_gets_xml_unless_it_says_otherwise(curl: Curl) -> None:
    """Without an ending, and where it sends a form because nobody told it otherwise."""
    at = "/api/v2/products/28/images"
    status, body = curl(*curl.basic, "-H", "Content-Type: application/xml", "-d", XML, path=at)
    assert (status, ElementTree.fromstring(body).findtext("is_thumbnail")) == (201, "true")  # noqa: S314
    assert ElementTree.fromstring(curl(*curl.basic, path=at)[1]).findtext("image/description") == "a & b"  # noqa: S314
    status, body = curl(*curl.basic, "-d", XML, path=at)
    assert (status, ElementTree.fromstring(body).findtext("error/status")) == (415, "415")  # noqa: S314


XML = (
    "<root><image_file>dog.jpg</image_file><is_thumbnail>true</is_thumbnail><description>a &amp; b</description></root>"
)


def test_curl_waits_to_be_told_to_go_on(curl: Curl) -> None:
    fields = sending({"image_file": "dog.jpg", "description": "x" * 2000})
    status, body = curl(*curl.basic, "-H", "Expect: 100-continue", *fields, path="/products/28/images.json")
    assert (status, len(json.loads(body)["description"])) == (201, 2000)


def test_requests_does_everything(served: str, issued: dict[str, Any], host: str) -> None:
    at = f"{served}/stores/{issued['store_hash']}/v2/products/28/images"
    with requests.Session() as session:
        session.headers.update({"X-Auth-Token": issued["access_token"], "Accept": "application/json"})
        created = session.post(f"{at}/", json={"image_file": f"{host}/p.png", "description": 'a "b" 🐶'}, timeout=20)
        assert created.status_code == 201
        image = created.json()
        assert session.get(f"{served}{created.headers['Location']}", timeout=20).json() == image
        put = session.put(f"{at}/{image['id']}", json={"sort_order": 7}, timeout=20)
        assert (put.status_code, put.json()) == (200, {**image, "sort_order": 7})
        assert session.get(at, params={"page": 1, "limit": 5}, timeout=20).json() == [put.json()]
        picture = session.get(f"{served}/product_images/{image['image_file']}", timeout=20)
        assert (picture.status_code, picture.content) == (200, png())
        known = session.get(at, timeout=20).headers["ETag"]
        assert session.get(at, headers={"If-None-Match": known}, timeout=20).status_code == 304
        assert session.options(at, timeout=20).headers["Allow"] == "GET, POST, DELETE, HEAD, OPTIONS"
        assert session.head(at, timeout=20).status_code == 200
        assert session.patch(f"{at}/{image['id']}", json={}, timeout=20).status_code == 501
        assert session.delete(f"{at}/{image['id']}", timeout=20).status_code == 204
        assert session.get(at, timeout=20).status_code == 204


def test_requests_gets_xml_with_the_pictures_of_both_kinds(served: str, issued: dict[str, Any], host: str) -> None:
    at = f"{served}/products/28/images.xml"
    with requests.Session() as session:
        session.auth = (issued["username"], issued["token"])
        for image_file in (f"{host}/images/fluffy_puppy.jpg", "dog.jpg"):
            body = f"<image><image_file>{image_file}</image_file></image>"
            created = session.post(at, data=body, headers={"Content-Type": "application/xml"}, timeout=20)
            path = ElementTree.fromstring(created.content).findtext("image_file")  # noqa: S314
            assert session.get(f"{served}/product_images/{path}", timeout=20).content == jpeg()
