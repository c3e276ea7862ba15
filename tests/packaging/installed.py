"""Packshot installed from its wheel, where the dependencies can be seen and the checkout cannot."""

import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from tests.packaging.checkout import bare_environ


class Installed(msgspec.Struct, frozen=True):
    folder: Path
    here: Path  # an empty folder to work in

    @property
    def environ(self) -> dict[str, str]:
        return bare_environ(self.here)

    @property
    def site(self) -> Path:
        return next(self.folder.glob("lib/python3.*/site-packages"))

    def program(self, name: str) -> str:
        return str(self.folder / "bin" / name)

    def run(self, program: str, *words: str) -> str:
        command = [self.program(program), *words]
        done = subprocess.run(command, cwd=self.here, env=self.environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def serving(self) -> Iterator[str]:
        """`packshot serve` on a free port. Yields its address."""
        command = [self.program("packshot"), "serve", "--port", "0", "--json"]
        with subprocess.Popen(command, cwd=self.here, env=self.environ, stdout=subprocess.PIPE) as process:
            try:
                assert process.stdout
                yield msgspec.json.decode(process.stdout.readline())["address"]
            finally:
                process.terminate()


def install(wheel: Path, folder: Path) -> Installed:
    """Dependencies are those of the running environment, whose editable install is not seen: its .pth is not read."""
    installed = Installed(folder / "environment", folder / "here")
    installed.here.mkdir(parents=True)
    venv.create(installed.folder, symlinks=True)
    pip = [sys.executable, "-m", "pip", "--python", installed.program("python")]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    (installed.site / "dependencies.pth").write_text("\n".join(map(sysconfig.get_path, ("purelib", "platlib"))))
    return installed
