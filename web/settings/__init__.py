"""The settings: environment variables (and `.env`) read once into one frozen value.

Names, defaults and meanings are fixed by the contract; README.md lists them for people.
"""

import ipaddress
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

import msgspec
from dotenv import load_dotenv

from web.settings.connection_limits import ConnectionLimits, read_connection_limits
from web.settings.installation import stored_secret
from web.settings.thresholds import Thresholds, read_thresholds

MIB = 2**20
ROOT = Path(__file__).resolve().parents[2]

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
T = TypeVar("T")


class BadSetting(Exception):
    """A variable holds something that cannot be meant; the message names it."""


AtLeast1 = Annotated[int, msgspec.Meta(ge=1, description="a whole number of at least 1")]
AtLeast0 = Annotated[int, msgspec.Meta(ge=0, description="a whole number of at least 0")]
Switch = Annotated[Literal["0", "1", "true", "false", "yes", "no"], msgspec.Meta(description="0 or 1")]
ON = ("1", "true", "yes")


class Options(msgspec.Struct, frozen=True, kw_only=True, rename=lambda field: f"PACKSHOT_{field.upper()}"):
    """Numbers and switches as the variables hold them, with their defaults."""

    max_upload_mb: AtLeast1 = 25
    max_megapixels: AtLeast1 = 100
    api_quota: AtLeast0 = 20_000
    spree_guests: Switch = "0"
    kept_answers_mb: AtLeast0 = 64
    grace_days: AtLeast0 = 30
    avif: Switch = "0"
    require_if_match: Switch = "0"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    database_url: str
    storage_url: str
    import_dir: Path
    temp_dir: Path
    base_url: str | None
    secret_key: str
    max_upload_bytes: int
    max_pixels: int
    fetch_allow: tuple[Network, ...]
    trusted_proxies: tuple[Network, ...]
    metrics_allow: tuple[Network, ...]
    metrics_token: str | None
    api_quota: int
    spree_guests: bool
    response_cache_bytes: int
    grace_days: int
    findings: Thresholds
    connections: ConnectionLimits
    avif: bool
    require_if_match: bool  # of whoever changes a gallery by our own API

    @property
    def embedded(self) -> bool:
        return self.database_url.startswith("sqlite:")

    @property
    def sqlite_path(self) -> Path:
        return Path(self.database_url.removeprefix("sqlite:///"))

    @property
    def max_body_bytes(self) -> int:
        """A picture may come as base64 or with form parts around it: a third more, and 64 KiB."""
        return self.max_upload_bytes * 4 // 3 + 64 * 1024


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment, `.env` filling in what it lacks. Raises BadSetting."""
    if environ is None:
        load_dotenv(".env")  # into the environment itself, because the S3 client reads its AWS variables there
        environ = os.environ
    env = {name: value for name, value in environ.items() if value}
    var = Path(env.get("PACKSHOT_VAR", "var"))
    database_url = env.get("PACKSHOT_DATABASE_URL", f"sqlite:///{var / 'packshot.sqlite'}")
    if not database_url.startswith(("sqlite:///", "postgresql://", "postgres://")):
        raise BadSetting("PACKSHOT_DATABASE_URL must start with sqlite:/// or postgresql://")
    _check_port(database_url)
    storage_url = env.get("PACKSHOT_STORAGE_URL", (var / "media").absolute().as_uri())
    if not storage_url.startswith(("file://", "s3://")):
        raise BadSetting("PACKSHOT_STORAGE_URL must start with file:// or s3://")
    base_url = env.get("PACKSHOT_BASE_URL", "").rstrip("/")
    if base_url and not base_url.startswith(("http://", "https://")):
        raise BadSetting("PACKSHOT_BASE_URL must start with http:// or https://")
    options = _read_options(env)
    return Settings(
        database_url=database_url,
        storage_url=storage_url,
        import_dir=Path(env.get("PACKSHOT_IMPORT_DIR", var / "import")),
        temp_dir=(var / "temporary").absolute(),
        base_url=base_url or None,
        secret_key=_secret(env.get("PACKSHOT_SECRET_KEY"), database_url, var),
        max_upload_bytes=options.max_upload_mb * MIB,
        max_pixels=options.max_megapixels * 1_000_000,
        fetch_allow=_networks(env, "PACKSHOT_FETCH_ALLOW"),
        trusted_proxies=_networks(env, "PACKSHOT_TRUSTED_PROXIES"),
        metrics_allow=_networks(env, "PACKSHOT_METRICS_ALLOW", "127.0.0.0/8,::1,::ffff:127.0.0.0/104"),
        metrics_token=env.get("PACKSHOT_METRICS_TOKEN"),
        api_quota=options.api_quota,
        spree_guests=options.spree_guests in ON,
        response_cache_bytes=options.kept_answers_mb * MIB,
        grace_days=options.grace_days,
        findings=_parsed(env, "PACKSHOT_FINDINGS", read_thresholds),
        connections=_parsed(env, "PACKSHOT_CONNECTIONS", read_connection_limits),
        avif=options.avif in ON,
        require_if_match=options.require_if_match in ON,
    )


def _check_port(database_url: str) -> None:
    try:
        _ = urlsplit(database_url).port
    except ValueError as error:
        raise BadSetting(f"PACKSHOT_DATABASE_URL: {error}") from error


def _read_options(env: Mapping[str, str]) -> Options:
    """Raises BadSetting, which says what the variable must be, and what it is."""
    try:
        return msgspec.convert({name: text.strip().lower() for name, text in env.items()}, Options, strict=False)
    except msgspec.ValidationError as error:
        name = str(error).rpartition(" - at `$.")[2].rstrip("`")
        raise BadSetting(f"{name} must be {_requirement(name)}, not {env[name]!r}") from error


def _requirement(name: str) -> str:
    (option,) = (field for field in msgspec.structs.fields(Options) if field.encode_name == name)
    return str(option.type.__metadata__[0].description)


def _parsed(env: Mapping[str, str], name: str, read: Callable[[str], T]) -> T:
    try:
        return read(env.get(name, ""))
    except ValueError as error:
        raise BadSetting(f"{name}: {error}") from error


def _networks(env: Mapping[str, str], name: str, default: str = "") -> tuple[Network, ...]:
    parts = [part.strip() for part in env.get(name, default).split(",")]
    try:
        return tuple(ipaddress.ip_network(part) for part in parts if part)
    except ValueError as error:
        raise BadSetting(f"{name}: {error}") from error


def _secret(given: str | None, database_url: str, var: Path) -> str:
    """The embedded default makes its own secret once; elsewhere several machines must share one."""
    if given is not None:
        if not given.strip():
            raise BadSetting("PACKSHOT_SECRET_KEY is blank")
        return given
    if not database_url.startswith("sqlite:"):
        raise BadSetting("PACKSHOT_SECRET_KEY is required with a PostgreSQL database")
    try:
        return stored_secret(var / "secret_key")
    except ValueError as error:
        raise BadSetting(str(error)) from error
