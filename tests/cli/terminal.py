"""The command line as a person meets it, with its data in one folder."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click.testing import CliRunner

from web.cli.main import main


class Terminal:
    """Runs commands within this process, in an environment of their own; `process` runs one as a shell does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {"PATH": os.environ["PATH"], "PACKSHOT_VAR": str(folder / "var")}

    def run(self, *args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        with patch.dict(os.environ, self.environ, clear=True):
            done = CliRunner().invoke(main, args, input=stdin, prog_name="packshot")
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return subprocess.CompletedProcess(args, done.exit_code, done.stdout, done.stderr)

    def process(self, *args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "web.cli.main", *args]
        return subprocess.run(command, env=self.environ, input=stdin, capture_output=True, text=True)

    def json(self, *args: str, stdin: str = "") -> Any:
        done = self.run(*args, "--json", stdin=stdin)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def error_of(self, *args: str) -> str:
        """Run a command that fails with exit status 1 and one line on standard error, which is returned."""
        done = self.run(*args)
        assert done.returncode == 1, (done.stdout, done.stderr)
        assert done.stderr.count("\n") == 1
        return done.stderr
