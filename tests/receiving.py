"""A real HTTP server on 127.0.0.1 that keeps what is posted to it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATIENCE = 30  # seconds


class Receiver:
    """`answers` are the statuses of the next requests; after them, 204."""

    def __init__(self) -> None:
        self.url = ""
        self.received: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self._more = threading.Condition()

    def receive(self, headers: dict[str, str], body: bytes) -> None:
        with self._more:
            self.received.append((headers, body))
            self._more.notify_all()

    def wait_for(self, number: int) -> None:
        """Until so many requests were received."""
        with self._more:
            assert self._more.wait_for(lambda: len(self.received) >= number, PATIENCE)


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.receive({name.lower(): value for name, value in self.headers.items()}, body)
            status = receiver.answers.pop(0) if receiver.answers else 204
            self.send_response(status)
            if status == 302:
                self.send_header("Location", receiver.url)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))  # seconds until it sees that it shall end
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
