"""What an environment lacks is found, through extras and markers, and named in one line."""

from pathlib import Path

import pytest

from tools.check_environment import problems, project_needs, read_locks

PROJECT = """
[project]
name = "shop"
dependencies = [{}]
optional-dependencies = {{ test = ["checker"] }}
[dependency-groups]
build = []
"""


class Site:
    """A folder of installed packages that are nothing but their metadata, beside a project and its lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, name: str, version: str, *needs: str) -> None:
        about = self.folder / f"{name}-{version}.dist-info"
        about.mkdir()
        lines = (f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {need}" for need in needs))
        (about / "METADATA").write_text("\n".join(("Metadata-Version: 2.1", *lines, "")))

    def problems(self, dependency: str, *pins: str, extras: tuple[str, ...] = ()) -> list[str]:
        pyproject, lock = self.folder / "pyproject.toml", self.folder / "lock"
        pyproject.write_text(PROJECT.format(f'"{dependency}"'))
        lock.write_text("".join(f"{pin} \\\n    --hash=sha256:0\n    # via shop\n" for pin in pins))
        return list(problems(project_needs(pyproject, extras), read_locks([lock])))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.syspath_prepend(tmp_path)
    site = Site(tmp_path)
    site.install("orm", "2.0", 'driver>=1; extra == "sqlite"', 'elsewhere; sys_platform == "nowhere"')
    site.install("driver", "1.5")
    return site


def test_what_is_complete_has_no_problems(site: Site) -> None:
    assert site.problems("orm[sqlite]>=2", "orm==2.0", "driver==1.5") == []


def test_what_only_an_extra_needs_must_be_locked(site: Site) -> None:
    assert site.problems("orm", "orm==2.0") == []
    assert site.problems("orm[sqlite]", "orm==2.0") == [
        "driver is in no lock, and orm[sqlite] needs it. Bring the locks up to date: make lock"
    ]


def test_a_pin_for_other_machines_is_none_for_this_one(site: Site) -> None:
    (problem,) = site.problems("driver", 'driver==1.5 ; sys_platform == "nowhere"')
    assert problem.startswith("driver is in no lock, and shop needs it.")


def test_the_extras_asked_for_are_walked_too(site: Site) -> None:
    (problem,) = site.problems("driver", "driver==1.5", extras=("test",))
    assert problem.startswith("checker is in no lock, and shop[test] needs it.")


def test_a_locked_version_must_be_one_that_is_asked_for(site: Site) -> None:
    assert site.problems("driver>=1.6", "driver==1.5") == [
        "driver is locked to 1.5, and shop needs >=1.6. Bring the locks up to date: make lock"
    ]


def test_what_is_installed_must_be_what_is_locked(site: Site) -> None:
    assert site.problems("driver", "driver==1.4") == [
        "driver 1.5 is installed, and 1.4 is locked. Make the environment anew: remove .venv"
    ]
    (problem,) = site.problems("absent", "absent==1.0")
    assert problem.startswith("absent 1.0 is locked and not installed, and shop needs it.")


def test_a_package_that_several_need_is_named_once(site: Site) -> None:
    site.install("first", "1", "lost")
    site.install("second", "1", "lost", "first")
    assert len(site.problems("second", "first==1", "second==1")) == 1
