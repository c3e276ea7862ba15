"""Token API client of the tests."""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from httpx import Response
from litestar.testing import TestClient

from tests.pictures import jpeg
from tests.shop import Credentials
from web.settings import Settings

LAMP = "/api/products/123/images"
BOUNDARY = "----packshot-test-boundary"

Fields = dict[str, str]


@dataclass
class TokenApiClient:
    client: TestClient[Any]
    credentials: Credentials
    settings: Settings

    def key(self, who: str = "sam") -> str:
        return str(self.credentials[who]["token"]["key"])

    def headers(self, who: str = "sam") -> dict[str, str]:
        return {"Authorization": f"Token {self.key(who)}"}

    def request(self, method: str, path: str = LAMP, who: str = "sam", **more: Any) -> Response:
        headers = {**self.headers(who), **more.pop("headers", {})}
        return self.client.request(method, path, headers=headers, **more)

    def upload(
        self, fields: Fields | None = None, picture: bytes | None = None, name: str = "a.jpg", **more: Any
    ) -> Response:
        files = {"image": (name, jpeg() if picture is None else picture)}
        return self.request("POST", more.pop("path", LAMP), data=fields or {}, files=files, **more)

    def create(self, fields: Fields | None = None, picture: bytes | None = None, name: str = "a.jpg") -> dict[str, Any]:
        response = self.upload(fields, picture, name)
        assert response.status_code == 201, response.text
        return dict(response.json())

    def send(self, method: str, body: bytes, content_type: str, path: str = LAMP) -> Response:
        return self.request(method, path, content=body, headers={"Content-Type": content_type})

    def send_parts(self, parts: Iterable[tuple[str, bytes]], path: str = LAMP, method: str = "POST") -> Response:
        return self.send(method, multipart(parts), f"multipart/form-data; boundary={BOUNDARY}", path)

    def switch_off(self, who: str) -> None:
        """No command does it yet; whoever keeps the database may."""
        with closing(sqlite3.connect(self.settings.sqlite_path)) as database, database:
            database.execute("UPDATE person SET active = 0 WHERE name = ?", (who,))

    def listed(self) -> list[dict[str, Any]]:
        return list(self.request("GET", params={"limit": 100}).json()["results"])

    def stored_files(self) -> list[str]:
        """File names in the storage."""
        folder = Path(self.settings.storage_url.removeprefix("file://"))
        return sorted(path.name for path in folder.rglob("*") if path.is_file())


def rows(api: TokenApiClient, sql: str) -> list[tuple[Any, ...]]:
    """Rows of the database, for what this API takes and does not show."""
    with closing(sqlite3.connect(api.settings.sqlite_path)) as database:
        return database.execute(sql).fetchall()


def primary_ids(api: TokenApiClient) -> list[int]:
    """Images that hold the role of `is_primary`."""
    return [row[0] for row in rows(api, "SELECT image FROM role_holder WHERE role = 'image' AND store = 0")]


def multipart(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Parts as (what follows `Content-Disposition: form-data; `, content), just as they are to be sent."""
    lines = [
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
        for head, content in parts
    ]
    return b"".join(lines) + f"--{BOUNDARY}--\r\n".encode()


def normalized(body: bytes) -> str:
    """A body without what differs from run to run: ids, dates, and the host."""
    text = re.sub(r'"id":\d+', '"id":1', body.decode())
    text = re.sub(r'"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z"', '"2026-01-02T03:04:05.678901Z"', text)
    return re.sub(r"http://[^/]+/media/\d+-[\w-]{16}/", "http://host/media/1-secret/", text)
