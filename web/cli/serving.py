"""Before serving: the schema, logging, and whatever would keep the server from starting."""

import asyncio
import socket
from typing import Any

from uvicorn.config import LOGGING_CONFIG

from web.cli.commands.common import open_context
from web.database import migrations
from web.database.engines.bound import engine_for, reachable
from web.files.store import FileStore
from web.settings import Settings


async def migrate(settings: Settings) -> None:
    engine = engine_for(settings, for_command=True)
    try:
        await migrations.migrate(engine)
    finally:
        await engine.stop()


async def prepare_to_serve(settings: Settings, host: str, port: int) -> tuple[str, int]:
    """Check beforehand what would keep the server from serving, while it can still be reported in one line.

    Returns the address to print, and the port: for port 0 one that is free.
    """
    settings.import_dir.mkdir(parents=True, exist_ok=True)
    async with open_context(settings):
        await reachable()
    await FileStore(settings.storage_url).reachable()
    port = await asyncio.to_thread(_free_port, host, port)
    shown = f"[{host}]" if ":" in host else host
    return settings.base_url or f"http://{shown}:{port}", port


def _free_port(host: str, port: int) -> int:
    """An address in use is an OSError here, and a page of text later."""
    for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        with socket.create_server((address[0], port, *address[2:]), family=family) as server:
            port = server.getsockname()[1]
    return port


LOG_CONFIG: dict[str, Any] = {
    **LOGGING_CONFIG,  # what the server itself logs is left as it is
    "formatters": {
        **LOGGING_CONFIG["formatters"],
        "packshot": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {
        **LOGGING_CONFIG["handlers"],
        "packshot": {"class": "logging.StreamHandler", "formatter": "packshot", "stream": "ext://sys.stderr"},
    },
    "root": {"handlers": ["packshot"], "level": "WARNING"},
}
