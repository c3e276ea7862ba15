"""The settings: environment variables (and `.env`) read once into one frozen value.

Names, defaults and meanings are fixed by the contract; README.md lists them for people.
"""

import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from dotenv import load_dotenv

from web.settings.secret_key import kept_secret
from web.settings.thresholds import Thresholds, read_thresholds

MIB = 2**20
ROOT = Path(__file__).resolve().parents[2]

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class BadSetting(Exception):
    """A variable holds something that cannot be meant; the message names it."""


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
    api_quota: int
    spree_guests: bool
    kept_answers_bytes: int
    grace_days: int
    findings: Thresholds
    avif: bool

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
    return Settings(
        database_url=database_url,
        storage_url=storage_url,
        import_dir=Path(env.get("PACKSHOT_IMPORT_DIR", var / "import")),
        temp_dir=(var / "temporary").absolute(),
        base_url=base_url or None,
        secret_key=_secret(env.get("PACKSHOT_SECRET_KEY"), database_url, var),
        max_upload_bytes=_number(env, "PACKSHOT_MAX_UPLOAD_MB", 25, at_least=1) * MIB,
        max_pixels=_number(env, "PACKSHOT_MAX_MEGAPIXELS", 100, at_least=1) * 1_000_000,
        fetch_allow=_networks(env, "PACKSHOT_FETCH_ALLOW"),
        trusted_proxies=_networks(env, "PACKSHOT_TRUSTED_PROXIES"),
        api_quota=_number(env, "PACKSHOT_API_QUOTA", 20_000, at_least=0),
        spree_guests=_switch(env, "PACKSHOT_SPREE_GUESTS"),
        kept_answers_bytes=_number(env, "PACKSHOT_KEPT_ANSWERS_MB", 64, at_least=0) * MIB,
        grace_days=_number(env, "PACKSHOT_GRACE_DAYS", 30, at_least=0),
        findings=_thresholds(env.get("PACKSHOT_FINDINGS", "")),
        avif=_switch(env, "PACKSHOT_AVIF"),
    )


def _check_port(database_url: str) -> None:
    try:
        _ = urlsplit(database_url).port
    except ValueError as error:
        raise BadSetting(f"PACKSHOT_DATABASE_URL: {error}") from error


def _number(env: Mapping[str, str], name: str, default: int, *, at_least: int) -> int:
    text = env.get(name, str(default))
    if not text.strip().isascii() or not text.strip().isdigit() or int(text) < at_least:
        raise BadSetting(f"{name} must be a whole number of at least {at_least}, not {text!r}")
    return int(text)


def _switch(env: Mapping[str, str], name: str) -> bool:
    text = env.get(name, "0").strip().lower()
    if text not in {"0", "1", "true", "false", "yes", "no"}:
        raise BadSetting(f"{name} must be 0 or 1, not {text!r}")
    return text in {"1", "true", "yes"}


def _thresholds(text: str) -> Thresholds:
    try:
        return read_thresholds(text)
    except ValueError as error:
        raise BadSetting(f"PACKSHOT_FINDINGS: {error}") from error


def _networks(env: Mapping[str, str], name: str) -> tuple[Network, ...]:
    parts = [part.strip() for part in env.get(name, "").split(",")]
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
        return kept_secret(var / "secret_key")
    except ValueError as error:
        raise BadSetting(str(error)) from error
