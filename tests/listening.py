"""The application behind a real server on a port of 127.0.0.1, for what only a real connection shows."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socket import create_server, socket

import uvicorn

from tests.application import application
from web.settings import Settings


@contextmanager
def listening(settings: Settings, at: socket | None = None) -> Iterator[str]:
    """Yields the address where it answers: that of `at`, which stays open, or one of its own."""
    with application(settings) as app, at.dup() if at else bound() as own:
        server = Server(uvicorn.Config(app, log_level="error", lifespan="on"))
        thread = threading.Thread(target=server.run, args=([own],), daemon=True)
        thread.start()
        try:
            assert server.ready.wait(20)
            yield address_of(own)
        finally:
            server.should_exit = True
            thread.join()


def bound() -> socket:
    """A socket with a port of its own, at which nobody else can listen while it is open."""
    return create_server(("127.0.0.1", 0), backlog=2048)


def address_of(own: socket) -> str:
    return f"http://127.0.0.1:{own.getsockname()[1]}"


class Server(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()
