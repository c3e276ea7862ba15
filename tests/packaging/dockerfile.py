"""Carries out a Dockerfile without an engine: the same instructions, below a folder instead of below `/`."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

WORDS = dict[str, str]


def read_dockerfile(text: str) -> Iterator[tuple[str, str]]:
    """Each instruction and what stands behind it, continued lines joined and comments left out."""
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        if line.strip():
            word, _, rest = line.partition(" ")
            yield word.upper(), rest.strip()


def build_context(checkout: Path) -> set[str]:
    """What of a checkout `docker build` is given. The ignore file begins with everything and then lets some in."""
    first, *others = [line for line in (checkout / ".dockerignore").read_text().splitlines() if line[:1] != "#"]
    assert first == "*"
    let_in = {line.removeprefix("!") for line in others if line.startswith("!")}
    assert set(others) - {f"!{name}" for name in let_in} == {"**/__pycache__"}
    within = (path for name in let_in for path in (checkout / name, *(checkout / name).rglob("*")))
    return {str(path.relative_to(checkout)) for path in within if path.is_file() and "__pycache__" not in path.parts}


class Image:
    """What a Dockerfile makes, below `root`, and what it says about running it."""

    def __init__(self, root: Path, environ: dict[str, str]) -> None:
        self.root, self.environ = root, environ
        self.workdir = "/"
        self.settings = dict[str, list[str]]()  # instruction -> its words

    def build(self, dockerfile: str, context: Path) -> None:
        self.context, self.files = context, build_context(context)
        for instruction, rest in read_dockerfile(dockerfile):
            getattr(self, f"_{instruction.lower()}")(rest)

    def below(self, text: str) -> str:
        """Absolute paths of the image as they are here; those of other programs stay."""
        return re.sub(r"(?<![\w.:/-])/(?=(opt|srv|source)\b)", f"{self.root}/", text)

    def _from(self, rest: str) -> None:
        """Each stage is built below the same folder, so that what is copied between them is there already."""
        assert re.fullmatch(r"python:3\.\d+-slim( AS \w+)?", rest), rest
        self.settings.clear()

    def _env(self, rest: str) -> None:
        for word in rest.split():
            name, _, value = word.partition("=")
            self.environ[name] = self.below(value).replace("$PATH", self.environ["PATH"])

    def _workdir(self, rest: str) -> None:
        self.workdir = rest
        Path(self.below(rest)).mkdir(parents=True, exist_ok=True)

    def _copy(self, rest: str) -> None:
        *sources, to = rest.split()
        if sources[0].startswith("--from="):
            assert Path(self.below(to)).exists()
            return
        for source in sources:
            names = [name for name in self.files if name == source or name.startswith(f"{source}/")]
            assert names, f"the build is not given {source}"
            for name in names:
                inside = Path(name).name if name == source else Path(name).relative_to(source)
                target = Path(self.below(self.workdir)) / to / inside
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(self.context / name, target)

    def _run(self, rest: str) -> None:
        done = subprocess.run(
            ["/bin/sh", "-c", self.below(rest)],
            cwd=self.below(self.workdir),
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{rest}\n{done.stdout}{done.stderr}"

    def _healthcheck(self, rest: str) -> None:
        _, command = rest.split(" CMD ")
        self.settings["HEALTHCHECK"] = json.loads(command)

    def _entrypoint(self, rest: str) -> None:
        self.settings["ENTRYPOINT"] = json.loads(rest)

    def _cmd(self, rest: str) -> None:
        self.settings["CMD"] = json.loads(rest)

    def _user(self, rest: str) -> None:
        self.settings["USER"] = rest.split(":")

    def _volume(self, rest: str) -> None:
        self.settings["VOLUME"] = rest.split()

    def _expose(self, rest: str) -> None:
        self.settings["EXPOSE"] = rest.split()
