"""The command line as a person meets it, with its data in one folder."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click.testing import CliRunner

from web.cli import main


class Terminal:
    """Runs commands within this process, in an environment of their own; `process` runs one as a shell does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {"PATH": os.environ["PATH"], "PACKSHOT_VAR": str(folder / "var")}

    def run(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        with patch.dict(os.environ, self.environ, clear=True):
            done = CliRunner().invoke(main, words, input=stdin, prog_name="packshot")
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)

    def process(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "web.cli", *words]
        return subprocess.run(command, env=self.environ, input=stdin, capture_output=True, text=True)

    def json(self, *words: str, stdin: str = "") -> Any:
        done = self.run(*words, "--json", stdin=stdin)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def refused(self, *words: str) -> str:
        """What it says on standard error, in one line, when it explains itself with exit status 1."""
        done = self.run(*words)
        assert done.returncode == 1, (done.stdout, done.stderr)
        assert done.stderr.count("\n") == 1
        return done.stderr
