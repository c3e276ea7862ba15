"""A copy of the checkout, as whoever clones it has it, and its Makefile run there with nothing of this environment."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from packaging.utils import canonicalize_name

from web.settings import ROOT

LIST_INSTALLED = """
import json
from importlib.metadata import distributions
print(json.dumps([(one.metadata["Name"], one.version) for one in distributions()]))
"""


def copy_checkout(folder: Path) -> Path:
    """Copy what git has, or would have after `git add`, into `folder`."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():  # what was removed and not committed yet is still listed
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def bare_environ(home: Path, **more: str) -> dict[str, str]:
    """An environment as after signing in: nothing of the running one, and no settings of pip or make."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "PIP_CONFIG_FILE": os.devnull, **more}


def offline(packages: Path) -> dict[str, str]:
    """Has pip find packages in a folder and nowhere else, and not compile them, which would take most of its time."""
    return {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(packages), "PIP_COMPILE": "0"}


def make(tree: Path, target: str, environ: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    command = ["make", target, f"PYTHON={sys.executable}"]
    return subprocess.run(command, cwd=tree, env=environ, capture_output=True, text=True, check=False)


def read_installed(printed: str) -> dict[str, str]:
    """What LIST_INSTALLED printed, by the names that locks use."""
    return {canonicalize_name(name): version for name, version in json.loads(printed)}


def build_wheel(folder: Path) -> Path:
    """Build with what is installed here, from a copy, so that nothing is left in the checkout."""
    source = copy_checkout(folder / "source")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, folder, source], check=True)
    return next(folder.glob("packshot-*.whl"))
