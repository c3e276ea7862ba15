"""`Expect: 100-continue` as the official PHP client sends it: it waits for leave before it sends a body."""

import json
import socket
from urllib.parse import urlsplit

from tests.dialects.bigcommerce.conftest import BigCommerceClient
from tests.listening import listening
from tests.pictures import base64_text, png
from web.settings import Settings


def test_bigcommerce_75_a_client_that_waits_to_be_told_to_go_on_is_told_so(
    bigcommerce: BigCommerceClient, settings: Settings
) -> None:
    image = bigcommerce.add(description="before")
    one = bigcommerce.credential("ann")
    basic = base64_text(f"{one['username']}:{one['token']}".encode())
    body = json.dumps({"description": "php", "image_file": bigcommerce.put_file("b.png", png())}).encode()
    with listening(settings) as base:
        at = urlsplit(base)
        with socket.create_connection((at.hostname or "", at.port or 0), timeout=20) as connection:
            head = (
                f"PUT /api/v2/products/28/images/{image['id']} HTTP/1.1\r\nHost: {at.netloc}\r\n"
                f"Authorization: Basic {basic}\r\nAccept: application/json\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
            )
            connection.sendall(head.encode())
            assert connection.recv(1000).startswith(b"HTTP/1.1 100 ")
            connection.sendall(body)
            response = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert response.startswith(b"HTTP/1.1 200 ")
    assert json.loads(response.partition(b"\r\n\r\n")[2])["description"] == "php"
