"""Several clients that upload at once, in three dialects and in the admin, and remember what they were promised."""

import base64
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.admin.conftest import Visitor
from tests.dialects.magento.asking import Asker
from tests.serving import client_of
from tests.shop import Credentials
from tests.slow.promises import Promises

PRODUCTS = {8: "cute-dog", 28: "mug", 123: "lamp"}
XML = {"Content-Type": "text/xml", "Accept": "text/xml"}
CLIENTS = 8
TOGETHER = 3  # files in one form of the admin

Send = Callable[[int, list[bytes]], int | None]  # product and files; the image's id, where the answer tells it


def upload(base: str, credentials: Credentials, promises: Promises, uploads: int) -> None:
    """Until so many are sent, or the server is gone."""
    turns = iter(range(uploads))
    with ThreadPoolExecutor(CLIENTS) as threads:
        for done in [threads.submit(_upload, base, credentials, promises, turns, one) for one in range(CLIENTS)]:
            done.result()


def _upload(base: str, credentials: Credentials, promises: Promises, turns: Iterator[int], client: int) -> None:
    with client_of(base) as http:
        try:
            kind = (_token_api, _magento, _spree, _admin)[client % 4]
            send = kind(http, credentials)
            for turn in turns:
                files = promises.next_pictures(TOGETHER if kind is _admin else 1)
                promises.keep(files, send([*PRODUCTS][turn % len(PRODUCTS)], files))
        except httpx.TransportError:  # it was killed
            return
        except Refused as refused:
            promises.refuse(str(refused))


class Refused(Exception):
    """Which none of these uploads may be."""


def _checked(answer: httpx.Response, expected: int) -> httpx.Response:
    if answer.status_code != expected:
        raise Refused(f"{answer.request.url}: {answer.status_code} {answer.text[:200]}")
    return answer


def _token_api(http: httpx.Client, credentials: Credentials) -> Send:
    headers = {"Authorization": f"Token {credentials['ann']['token']['key']}"}

    def send(product: int, files: list[bytes]) -> int:
        answer = http.post(f"/api/products/{product}/images", headers=headers, files={"image": ("a.png", files[0])})
        return int(_checked(answer, 201).json()["id"])

    return send


def _magento(http: httpx.Client, credentials: Credentials) -> Send:
    ask = Asker(http, credentials["ann"]["magento"])  # type: ignore[arg-type]

    def send(product: int, files: list[bytes]) -> int:
        content = base64.b64encode(files[0]).decode()
        body = f"<file_mime_type>image/png</file_mime_type><file_content>{content}</file_content>"
        at = f"/api/rest/products/{product}/images"
        answer = ask("POST", at, XML, content=f"<magento_api>{body}</magento_api>")
        return int(_checked(answer, 200).headers["location"].rpartition("/")[2])

    return send


def _spree(http: httpx.Client, credentials: Credentials) -> Send:
    headers = {"X-Spree-Token": credentials["ann"]["spree"]["token"]}

    def send(product: int, files: list[bytes]) -> int:
        at = f"/api/v1/products/{PRODUCTS[product]}/images"
        answer = http.post(at, headers=headers, files={"image[attachment]": ("a.png", files[0])})
        return int(_checked(answer, 201).json()["id"])

    return send


def _admin(http: httpx.Client, _: Credentials) -> Send:
    visitor = Visitor(http)  # type: ignore[arg-type]
    visitor.sign_in()

    def send(product: int, files: list[bytes]) -> None:
        named = [("a.png", file) for file in files]
        _checked(visitor.upload(*named, path=f"/admin/products/{product}"), 303)

    return send
