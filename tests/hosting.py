"""Somebody else's web server on 127.0.0.1, from which pictures are fetched."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.pictures import gif, jpeg, png, text_renamed, webp

FOUND: dict[str, tuple[int, str, bytes]] = {
    "/images/fluffy_puppy.jpg": (200, "image/jpeg", jpeg()),
    "/p.png": (200, "image/png", png()),
    "/cute%20%26%20fluffy.gif": (200, "image/gif", gif()),
    "/pictures/": (200, "application/octet-stream", png()),
    "/picture": (200, "image/png", jpeg()),
    "/p.webp": (200, "image/webp", webp()),
    "/page.png": (200, "text/html; charset=utf-8", png()),
    "/text.png": (200, "image/png", text_renamed()),
    "/empty.png": (200, "image/png", b""),
    "/large.png": (200, "image/png", bytes(2**20 + 1)),
    "/broken.png": (500, "image/png", png()),
}
MISSING = (404, "image/png", png())  # a picture that says "not found" is none


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved.png":
            status, kind, body = 302, "text/plain", b""
        else:
            status, kind, body = FOUND.get(self.path.partition("?")[0], MISSING)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status == 302:
            self.send_header("Location", "/p.png")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Silence."""


@contextmanager
def hosting() -> Iterator[str]:
    """Yields the address where it answers."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
