"""How a server process stops: no new connections, some time for what is under way, and then the end, always."""

import asyncio
import multiprocessing
import os
import signal
import socket
import threading
from types import FrameType

import uvicorn

from web.cli.server.connection import Config, Connection

HURRIED = 2.0  # seconds until the end after a second signal, or one before the server has started
CLEANING_UP = 4.0  # seconds for all that is left to do once nobody is connected: the database may hang
CUT_OFF = b"Packshot was to stop, and what it still waited for did not end: it is cut off.\n"


class Server(uvicorn.Server):
    """Stops within limits. The exit status is 0, for a stop that was asked for is no failure."""

    config: Config

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop; told so again, at once. A worker is told so by its terminal, its service manager and its parent."""
        again = self.should_exit and not multiprocessing.parent_process()
        self.should_exit = True
        self.force_exit = self.force_exit or again
        end_within(HURRIED if again or not self.started else self.config.limits.stop_seconds + CLEANING_UP)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        asyncio.get_running_loop().call_later(self.config.limits.stop_seconds, self._disconnect)
        await super().shutdown(sockets)

    def _disconnect(self) -> None:
        """End connections whose time is over, and with them whoever waits for their bodies."""
        for connection in list(self.server_state.connections):
            if isinstance(connection, Connection):
                connection.transport.abort()


def end_within(seconds: float) -> None:
    """End this process then, whatever hangs in it."""
    timer = threading.Timer(seconds, _cut_off)
    timer.daemon = True
    timer.start()


def _cut_off() -> None:
    os.write(2, CUT_OFF)  # no logging: it may be what hangs
    os._exit(0)


def stop_with_parent(seconds: float) -> None:
    """Blocks until the parent process is gone, however; then this one stops as if told so, within these seconds."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        end_within(seconds + CLEANING_UP)
        os.kill(os.getpid(), signal.SIGTERM)
