"""The application behind a real server on a port of 127.0.0.1, for what only a real connection shows."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from web.app import create_app
from web.settings import Settings


@contextmanager
def listening(settings: Settings) -> Iterator[str]:
    """Yields the address where it answers."""
    config = uvicorn.Config(create_app(settings), host="127.0.0.1", port=0, log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        until = time.monotonic() + 20
        while not server.started and thread.is_alive() and time.monotonic() < until:
            time.sleep(0.01)
        assert server.started
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
