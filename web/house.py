"""What every request may need, put together once at the start: settings, files, renditions, secrets, counters."""

from pathlib import Path

import msgspec
from litestar.connection import ASGIConnection

from web.auth.quota import Quota
from web.auth.sealing import Sealer
from web.auth.tries import Tries
from web.renditions.renditions import Renditions
from web.services.checkup import Checkup
from web.services.watching import Watch
from web.settings import Settings
from web.storage.files import FileStore
from web.storage.intake import Limits
from web.storage.posting import Poster
from web.storage.remote import Fetcher


class House(msgspec.Struct, frozen=True, kw_only=True):
    settings: Settings
    files: FileStore
    renditions: Renditions
    temp_dir: Path  # of this process alone
    limits: Limits
    fetcher: Fetcher
    sealer: Sealer
    quota: Quota
    tries: Tries
    watch: Watch
    checkup: Checkup
    poster: Poster


def house(connection: ASGIConnection) -> House:  # type: ignore[type-arg]
    return connection.app.state.house  # type: ignore[no-any-return]


def base_url(connection: ASGIConnection) -> str:  # type: ignore[type-arg]
    """What absolute addresses in answers start with: the setting, else where the request was sent to."""
    set_by_hand = house(connection).settings.base_url
    if set_by_hand:
        return set_by_hand
    scope = connection.scope
    for name, value in scope["headers"]:
        if name == b"host":
            return f"{scope['scheme']}://{value.decode('latin-1')}"
    host, port = scope["server"] or ("127.0.0.1", 80)
    return f"{scope['scheme']}://{host}:{port}"
