"""AppContext: everything that a request may need, built once at the start."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection

from web.auth.admissions import Admissions
from web.auth.credentials import VendorApi
from web.auth.rate_limits import Quota
from web.auth.secrets import SecretBox
from web.auth.sign_in_limits import LoginThrottle
from web.files.received import Limits
from web.files.store import FileStore
from web.imaging.renditions.renditions import Renditions
from web.outbound.fetch import Fetcher
from web.outbound.post import Poster
from web.services.catalogue.list_walks import ListWalks
from web.services.catalogue.lookup import ResponseCache
from web.services.editing.revisions import RevisionWatcher
from web.services.maintenance.doctor_runs import DoctorRuns
from web.services.maintenance.readiness import Readiness
from web.settings import Settings

AnyConnection = ASGIConnection[Any, Any, Any, Any]  # of any person and state
AnyRequest = Request[Any, Any, Any]


class AppContext(msgspec.Struct, frozen=True, kw_only=True):
    settings: Settings
    files: FileStore
    renditions: Renditions
    temp_dir: Path  # of this process alone
    limits: Limits
    fetcher: Fetcher
    secret_box: SecretBox
    quota: Quota
    throttle: LoginThrottle
    revision_watcher: RevisionWatcher
    admissions: Admissions  # of those who watch
    doctor_runs: DoctorRuns
    poster: Poster
    readiness: Readiness
    response_cache: ResponseCache
    list_walks: ListWalks
    apis: Mapping[str, VendorApi]  # by their names


def context_of(connection: AnyConnection) -> AppContext:
    return connection.app.state.context  # type: ignore[no-any-return]


def base_url(connection: AnyConnection) -> str:
    """Base of absolute addresses in responses: the setting, else the host that the request was sent to."""
    set_by_hand = context_of(connection).settings.base_url
    if set_by_hand:
        return set_by_hand
    scope = connection.scope
    for name, value in scope["headers"]:
        if name == b"host":
            return f"{scope['scheme']}://{value.decode('latin-1')}"
    host, port = scope["server"] or ("127.0.0.1", 80)
    return f"{scope['scheme']}://{host}:{port}"
