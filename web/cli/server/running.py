"""Running the server: in this process, in several, or anew after each change of a source file."""

import sys

from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import ChangeReload

from web.cli.server.connection import Config, Connection
from web.cli.server.stopping import Server
from web.cli.server.workers import Supervisor
from web.cli.serving import LOG_CONFIG
from web.settings.connection_limits import ConnectionLimits

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
    server = Server(config)
    if config.should_reload:
        ChangeReload(config, target=server.run, sockets=[config.bind_socket()]).run()
    elif config.workers > 1:
        Supervisor(config, sockets=[config.bind_socket()]).run()
    else:
        server.run()
        if not (server.started or server.should_exit):
            sys.exit(STARTUP_FAILURE)
