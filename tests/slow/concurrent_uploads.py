"""Concurrent uploads in three dialects and in the admin, with a log of what was acknowledged."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from threading import Condition

import httpx
from PIL import Image

from tests.admin.conftest import Visitor
from tests.dialects.magento.client import MagentoClient
from tests.pictures import base64_text, encoded
from tests.server_process import PATIENCE, client_of
from tests.shop import Credentials

PRODUCTS = {8: "cute-dog", 28: "mug", 123: "lamp"}
XML = {"Content-Type": "text/xml", "Accept": "text/xml"}
CLIENTS = 8
TOGETHER = 3  # files in one form of the admin

Send = Callable[[int, list[bytes]], int | None]  # product and files; the image's id, where the answer tells it


def picture(number: int) -> bytes:
    """A small picture that no other number has."""
    colours = (number % 256, number // 256 % 256, 90)
    return encoded(Image.new("RGB", (24, 16), colours), "PNG")


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


class UploadLog:
    """Pictures sent and acknowledged, over all servers that there were. Used from several threads."""

    def __init__(self) -> None:
        self.sent: set[frozenset[str]] = set()  # the hashes of what was to be added together
        self.acknowledged: dict[str, int | None] = {}  # hash -> the image's id
        self.refused: list[str] = []
        self._numbers = iter(range(256**2))
        self._changed = Condition()

    def next_pictures(self, count: int) -> list[bytes]:
        with self._changed:
            files = [picture(next(self._numbers)) for _ in range(count)]
            self.sent.add(frozenset(map(digest, files)))
            return files

    def acknowledge(self, files: list[bytes], image: int | None) -> None:
        with self._changed:
            self.acknowledged |= {digest(file): image for file in files}
            self._changed.notify_all()

    def refuse(self, reason: str) -> None:
        with self._changed:
            self.refused.append(reason)
            self._changed.notify_all()

    def wait_for_acknowledged(self, count: int) -> None:
        """Wait until so many were acknowledged in all; none may be refused."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.acknowledged) >= count or self.refused, PATIENCE), len(
                self.acknowledged
            )
            assert self.refused == []


def upload(base: str, credentials: Credentials, upload_log: UploadLog, uploads: int) -> None:
    """Upload until so many are sent, or the server is gone."""
    turns = iter(range(uploads))
    with ThreadPoolExecutor(CLIENTS) as threads:
        for done in [threads.submit(_upload, base, credentials, upload_log, turns, one) for one in range(CLIENTS)]:
            done.result()


def _upload(base: str, credentials: Credentials, upload_log: UploadLog, turns: Iterator[int], client: int) -> None:
    with client_of(base) as http:
        try:
            kind = (_token_api, _magento, _spree, _admin)[client % 4]
            send = kind(http, credentials)
            for turn in turns:
                files = upload_log.next_pictures(TOGETHER if kind is _admin else 1)
                upload_log.acknowledge(files, send([*PRODUCTS][turn % len(PRODUCTS)], files))
        except httpx.TransportError:  # it was killed
            return
        except Refused as refused:
            upload_log.refuse(str(refused))


class Refused(Exception):
    """An upload was refused, which none of these may be."""


def _checked(response: httpx.Response, expected: int) -> httpx.Response:
    if response.status_code != expected:
        raise Refused(f"{response.request.url}: {response.status_code} {response.text[:200]}")
    return response


def _token_api(http: httpx.Client, credentials: Credentials) -> Send:
    headers = {"Authorization": f"Token {credentials['ann']['token']['key']}"}

    def send(product: int, files: list[bytes]) -> int:
        response = http.post(f"/api/products/{product}/images", headers=headers, files={"image": ("a.png", files[0])})
        return int(_checked(response, 201).json()["id"])

    return send


def _magento(http: httpx.Client, credentials: Credentials) -> Send:
    request = MagentoClient(http, credentials["ann"]["magento"])  # type: ignore[arg-type]

    def send(product: int, files: list[bytes]) -> int:
        content = base64_text(files[0])
        body = f"<file_mime_type>image/png</file_mime_type><file_content>{content}</file_content>"
        at = f"/api/rest/products/{product}/images"
        response = request("POST", at, XML, content=f"<magento_api>{body}</magento_api>")
        return int(_checked(response, 200).headers["location"].rpartition("/")[2])

    return send


def _spree(http: httpx.Client, credentials: Credentials) -> Send:
    headers = {"X-Spree-Token": credentials["ann"]["spree"]["token"]}

    def send(product: int, files: list[bytes]) -> int:
        at = f"/api/v1/products/{PRODUCTS[product]}/images"
        response = http.post(at, headers=headers, files={"image[attachment]": ("a.png", files[0])})
        return int(_checked(response, 201).json()["id"])

    return send


def _admin(http: httpx.Client, _: Credentials) -> Send:
    visitor = Visitor(http)  # type: ignore[arg-type]
    visitor.sign_in()

    def send(product: int, files: list[bytes]) -> None:
        named = [("a.png", file) for file in files]
        _checked(visitor.upload(*named, path=f"/admin/products/{product}"), 303)

    return send
