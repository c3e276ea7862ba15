"""Running the server: in this process, in several, or anew after each change of a source file."""

import resource
import sys
from contextlib import suppress

from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import ChangeReload

from web.cli.server.connection import Config, Connection
from web.cli.server.stopping import Server
from web.cli.server.workers import Supervisor
from web.cli.serving import LOG_CONFIG
from web.settings.connection_limits import ConnectionLimits

MOST_FILES = 65_536  # open at once, connections among them
SOURCES = ["*.py", "*.html", "*.css", "*.js"]


def configuration(limits: ConnectionLimits, host: str, port: int, workers: int, *, reload: bool) -> Config:
    config = Config(
        "web.app:served",
        factory=True,
        http=Connection,
        ws="none",
        host=host,
        port=port,
        workers=workers,
        reload=reload,
        reload_includes=SOURCES if reload else None,
        log_config=LOG_CONFIG,
        log_level="warning",
        access_log=False,
        date_header=True,
        server_header=False,
        proxy_headers=False,  # the application itself knows whom to believe
        timeout_keep_alive=limits.keep_alive_seconds,
        timeout_graceful_shutdown=limits.stop_seconds + 1,  # connections end a second earlier, most requests with them
    )
    config.limits = limits
    return config


def run_server(config: Config) -> None:
    """Serve until told to stop. Exits with uvicorn's own status where it can't start."""
    _allow_many_connections()
    server = Server(config)
    if config.should_reload:
        ChangeReload(config, target=server.run, sockets=[config.bind_socket()]).run()
    elif config.workers > 1:
        Supervisor(config, sockets=[config.bind_socket()]).run()
    else:
        server.run()
        if not (server.started or server.should_exit):
            sys.exit(STARTUP_FAILURE)


def _allow_many_connections() -> None:
    """Open as many files as the system lets us, or a thousand silent connections would keep out everybody else."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # where it says more than it lets
        limit = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
