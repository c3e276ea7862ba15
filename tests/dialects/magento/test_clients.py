"""Real clients against a real server: Python's usual OAuth library, a scripted browser, curl, and two workers."""

import re
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import requests
from oauthlib.oauth1 import SIGNATURE_HMAC_SHA1, SIGNATURE_HMAC_SHA256, SIGNATURE_PLAINTEXT
from requests_oauthlib import OAuth1Session

from tests.dialects.magento.client import JSON, LIST, PNG_TEXT, authorization
from tests.listening import listening
from tests.server_process import server_process
from tests.shop import PASSWORD, Credentials, copy_shop
from web.settings import Settings

CALLBACK = "http://127.0.0.1:9/connected?shop=1"
PLACES = {"cus": "/oauth/authorize", "ann": "/admin/oauth_authorize"}
METHODS = [SIGNATURE_HMAC_SHA1, SIGNATURE_HMAC_SHA256, SIGNATURE_PLAINTEXT]


@pytest.fixture(scope="module")
def server(filled_shop: tuple[Path, Credentials], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    with listening(copy_shop(filled_shop, folder)) as address:
        yield address


@pytest.fixture
def keys(credentials: Credentials) -> tuple[str, str]:
    issued = credentials["sam"]["magento"]
    return issued["consumer_key"], issued["consumer_secret"]


def finish_consent(server: str, place: str, token: str, name: str, ending: str) -> requests.Response:
    """Sign in and confirm or reject as a person does in a browser; returns the last response."""
    with requests.Session() as browser:
        address = browser.get(f"{server}{place}", params={"oauth_token": token})
        (key,) = re.findall(r'name="form_key"\s+value="([^"]+)"', address.text)
        fields = {"login[username]": name, "login[password]": PASSWORD, "form_key": key}
        question = browser.post(address.url, data=fields)
        assert question.status_code == 200
        return browser.get(f"{server}{place}{ending}", params={"oauth_token": token}, allow_redirects=False)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("callback", [CALLBACK, "oob"])
def test_magento_130_all_three_legs_with_the_usual_library(
    server: str, keys: tuple[str, str], method: str, name: str, callback: str
) -> None:
    with OAuth1Session(*keys, callback_uri=callback, signature_method=method) as shop:
        request_token = shop.fetch_request_token(f"{server}/oauth/initiate")
        assert request_token["oauth_callback_confirmed"] == "true"
        where = urlsplit(shop.authorization_url(f"{server}{PLACES[name]}"))
        assert where.query == f"oauth_token={request_token['oauth_token']}"
        response = finish_consent(server, where.path, request_token["oauth_token"], name, "/confirm")
        if callback == "oob":
            (verifier,) = re.findall(r'id="oauth_verifier">([0-9a-f]{32})<', response.text)
            shop._client.client.verifier = verifier
        else:
            assert response.headers["location"].startswith(f"{CALLBACK}&")
            shop.parse_authorization_response(response.headers["location"])
        token = shop.fetch_access_token(f"{server}/oauth/token")
        assert token["oauth_token"] != request_token["oauth_token"]
        images = f"{server}{LIST}"
        assert shop.get(images, headers=JSON).status_code == 200
        assert shop.delete(f"{images}/1", headers=JSON).status_code == (403 if name == "cus" else 404)


@pytest.mark.parametrize("name", PLACES)
def test_a_person_who_does_not_let_an_application_in_says_so(server: str, keys: tuple[str, str], name: str) -> None:
    with OAuth1Session(*keys, callback_uri=CALLBACK) as shop:
        request_token = shop.fetch_request_token(f"{server}/oauth/initiate")
        response = finish_consent(server, PLACES[name], request_token["oauth_token"], name, "/reject")
        query = parse_qs(urlsplit(response.headers["location"]).query)
        assert query == {"shop": ["1"], "oauth_token": [request_token["oauth_token"]], "rejected": ["1"]}


def test_the_lines_of_the_readme_work(server: str, credentials: Credentials) -> None:
    issued = credentials["ann"]["magento"]
    names = ("consumer_key", "consumer_secret", "token", "token_secret")
    with OAuth1Session(*(issued[name] for name in names)) as shop:
        shop.headers["Accept"] = "application/json"
        picture = {"file_mime_type": "image/png", "file_content": PNG_TEXT, "file_name": "dress"}
        added = shop.post(f"{server}{LIST}", json=picture)
        assert added.status_code == 200
        image = shop.get(server + added.headers["Location"], params={"attrs": "id,url"}).json()
        assert list(image) == ["id", "url"]
        assert httpx.get(image["url"]).headers["content-type"] == "image/png"
        assert shop.put(f"{server}{LIST}/{image['id']}/store/french", json={"label": "robe"}).status_code == 200
        assert shop.delete(f"{server}{LIST}/{image['id']}").status_code == 200
        head = shop.head(f"{server}{LIST}")
        assert (head.status_code, head.content) == (400, b"")


def test_a_guest_needs_nothing_but_curl(server: str) -> None:
    path = "/api/rest/products/DOG-8/images/store/french"
    xml = subprocess.run(["curl", "-s", f"{server}{LIST}"], capture_output=True, text=True, check=True).stdout
    assert xml.startswith('<?xml version="1.0"?>\n<magento_api')
    command = ["curl", "-s", "-H", "Accept: application/json", f"{server}{path}"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]"


def test_a_request_sent_again_is_refused_by_every_worker_and_after_a_restart(
    settings: Settings, tmp_path: Path, credentials: Credentials
) -> None:
    issued, signed = credentials["ann"]["magento"], "http://shop.example"
    header = authorization(issued, "GET", signed + LIST)

    def send(server: str) -> tuple[int, Any]:
        headers = {**JSON, "Authorization": header, "Host": "shop.example"}
        response = httpx.get(server + LIST, headers=headers)  # a connection of its own, for whichever worker
        return response.status_code, response.json()

    replayed = (401, {"messages": {"error": [{"code": 401, "message": "oauth_problem=nonce_used"}]}})
    with server_process(settings, tmp_path, "--workers", "2") as server, ThreadPoolExecutor(8) as pool:
        results = list(pool.map(send, [server.base] * 12))
        assert results.count((200, [])) == 1
        assert results.count(replayed) == 11
    with listening(settings) as address:
        assert send(address) == replayed
