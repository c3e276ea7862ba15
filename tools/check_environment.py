"""Checks that the locks hold whatever Packshot needs on this machine, and that exactly that is installed.

`pip check` would not do: it does not follow extras, so it misses what only `piccolo[sqlite]` brings in.
"""

import argparse
import sys
import tomllib
from collections import deque
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

try:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name
    from packaging.version import Version
except ModuleNotFoundError:
    sys.exit("packaging is in no lock, and this check needs it. Bring the locks up to date: make lock")

RELOCK = "Bring the locks up to date: make lock"
REINSTALL = "Make the environment anew: remove .venv"


class Need(NamedTuple):
    requirement: Requirement
    by: str

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)


def read_needs(lines: Iterable[str], by: str, extra: str = "") -> Iterator[Need]:
    """The requirements among `lines` whose markers hold on this machine."""
    for requirement in map(Requirement, lines):
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield Need(requirement, by)


def project_needs(pyproject: Path, extras: Iterable[str]) -> Iterator[Need]:
    """What pyproject.toml asks for: to run, to build, and for the extras."""
    content = tomllib.loads(pyproject.read_text())
    project = content["project"]
    yield from read_needs(project["dependencies"], project["name"])
    yield from read_needs(content["dependency-groups"]["build"], "the build")
    for extra in extras:
        yield from read_needs(project["optional-dependencies"][extra], f"{project['name']}[{extra}]")


def read_locks(paths: Iterable[Path]) -> dict[str, Version]:
    """The version that each package is locked to on this machine."""
    lines = (line for path in paths for line in path.read_text().splitlines())
    pins = read_needs((line.rstrip("\\ ") for line in lines if line[:1].isalnum()), "the lock")
    return {pin.name: Version(next(iter(pin.requirement.specifier)).version) for pin in pins}


def problems(needs: Iterable[Need], locked: dict[str, Version]) -> Iterator[str]:
    """Walk from the project's needs to the needs of what it needs, extras included; each package is named once."""
    waiting, seen, wrong = deque(needs), set[tuple[str, str]](), set[str]()
    while waiting:
        need = waiting.popleft()
        problem = _problem(need, locked)
        if problem and need.name not in wrong:
            wrong.add(need.name)
            yield problem
        for extra in ("", *sorted(need.requirement.extras)):
            if not problem and (need.name, extra) not in seen:
                seen.add((need.name, extra))
                by = f"{need.name}[{extra}]" if extra else need.name
                waiting.extend(read_needs(metadata.requires(need.name) or (), by, extra))


def _problem(need: Need, locked: dict[str, Version]) -> str | None:
    version, specifier = locked.get(need.name), need.requirement.specifier
    if version is None:
        return f"{need.name} is in no lock, and {need.by} needs it. {RELOCK}"
    if not specifier.contains(version, prereleases=True):
        return f"{need.name} is locked to {version}, and {need.by} needs {specifier}. {RELOCK}"
    try:
        installed = metadata.version(need.name)
    except metadata.PackageNotFoundError:
        return f"{need.name} {version} is locked and not installed, and {need.by} needs it. {REINSTALL}"
    if Version(installed) != version:
        return f"{need.name} {installed} is installed, and {version} is locked. {REINSTALL}"
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("locks", nargs="+", type=Path)
    parser.add_argument("--extra", action="append", default=[])
    asked = parser.parse_args()
    found = problems(project_needs(Path("pyproject.toml"), asked.extra), read_locks(asked.locks))
    sys.exit("\n".join(sorted(found)) or None)


if __name__ == "__main__":
    main()
