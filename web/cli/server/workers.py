"""Several server processes on one address: started again when they die, and never there without their parent."""

import socket
import sys
import threading
import time
from contextlib import suppress

from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import multiprocess

from web.cli.server.connection import Config
from web.cli.server.stopping import CLEANING_UP, HURRIED, Server, stop_with_parent

PAUSE = 0.05  # seconds between two looks at workers that are to end


class Worker(multiprocess.Process):
    config: Config

    @property
    def server(self) -> Server:
        if self._server is None:
            self._server = Server(self.config)
        return self._server  # type: ignore[return-value]  # the one made above

    def target(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve, in the worker itself."""
        threading.Thread(target=stop_with_parent, args=(self.config.limits.stop_seconds,), daemon=True).start()
        super().target(sockets)


multiprocess.Process = Worker  # type: ignore[misc] # the supervisor has no other way to be told what it starts


class Supervisor(multiprocess.Multiprocess):
    """Starts workers, and ends with them, also when they hang."""

    config: Config
    hurried = False

    def handle_int(self) -> None:
        self.hurried = self.should_exit.is_set()
        super().handle_int()

    def handle_term(self) -> None:
        self.hurried = self.should_exit.is_set()
        super().handle_term()

    def terminate_all(self) -> None:
        """Refuse connections at once, also for a worker that hangs and can't; tell all workers to stop."""
        for listener in self.sockets:
            with suppress(OSError):  # where the system shuts down nothing but connections
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        super().terminate_all()

    def join_all(self) -> None:
        """Wait for the workers. Whichever hangs is killed, and all are once somebody is in a hurry."""
        until = time.monotonic() + self.config.limits.stop_seconds + CLEANING_UP + HURRIED
        while any(worker.process.is_alive() for worker in self.processes) and time.monotonic() < until:
            self.handle_signals()
            if self.hurried:
                until, self.hurried = min(until, time.monotonic() + HURRIED), False
            time.sleep(PAUSE)
        for worker in self.processes:
            worker.process.kill()
        super().join_all()

    def run(self) -> None:
        """Serve until told to stop. Exits with uvicorn's own status where the workers can't start."""
        super().run()
        if any(worker.exitcode == STARTUP_FAILURE for worker in self.processes):
            sys.exit(STARTUP_FAILURE)
