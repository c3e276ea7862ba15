"""A container without an engine: the image's programs, confined as compose.yaml says."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec

from tests import pictures
from tests.packaging.confined import confined
from tests.packaging.dockerfile import Image
from tests.servers import free_port
from tests.shop import CATALOGUE


class Container:
    """The image in use, with an empty volume."""

    def __init__(self, image: Image, environ: dict[str, str] | None = None) -> None:
        self.image, self.port = image, free_port()
        self.var = Path(image.below(image.settings["VOLUME"][0]))
        for left in self.var.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        self.compiled = image.root / "compiled"  # the image is built without, to be built sooner
        self.compiled.mkdir(exist_ok=True)
        self.compiled.chmod(0o777)
        self.environ = {name: value for name, value in image.environ.items() if not name.startswith("PIP_")}
        self.environ |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(self.compiled), **(environ or {})}

    def confined(self, command: list[str]) -> list[str]:
        here = [self.here(word) for word in command]
        return confined(here, [self.var, self.compiled], self.image.settings["USER"])

    def here(self, word: str) -> str:
        """Nothing listens but on this machine, and on a free port."""
        return word.replace("0.0.0.0", "127.0.0.1").replace("8000", str(self.port))  # noqa: S104

    def start(self, command: list[str], **options: Any) -> "subprocess.Popen[str]":
        place = self.image.below(self.image.workdir)
        return subprocess.Popen(self.confined(command), cwd=place, env=self.environ, text=True, **options)

    def packshot(self, *words: str) -> str:
        return self.run([*self.image.settings["ENTRYPOINT"], *words])

    def run(self, command: list[str]) -> str:
        with self.start(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            said, complaint = process.communicate(timeout=120)
        assert process.returncode == 0, complaint
        return said

    def healthy(self) -> bool:
        with self.start(self.image.settings["HEALTHCHECK"], stderr=subprocess.DEVNULL) as process:
            return process.wait() == 0

    @contextmanager
    def serving(self) -> Iterator[httpx.Client]:
        command = [*self.image.settings["ENTRYPOINT"], *self.image.settings["CMD"], "--port", "8000"]
        with self.start(command) as process:
            try:
                transport = httpx.HTTPTransport(retries=7)
                with httpx.Client(base_url=f"http://127.0.0.1:{self.port}", transport=transport, timeout=60) as client:
                    client.get("/healthz")
                    yield client
            finally:
                process.terminate()
        assert process.returncode in (0, -15)

    def add_picture(self, client: httpx.Client) -> str:
        """A product, somebody who may write, and a picture. Returns the picture's name at `/media`."""
        (self.var / "catalogue.json").write_bytes(msgspec.json.encode(CATALOGUE))
        self.packshot("catalogue", "load", str(self.var / "catalogue.json"))
        self.packshot("user", "add", "ada", "--role", "admin")
        key = msgspec.json.decode(self.packshot("credential", "add", "ada", "--dialect", "token", "--json"))["key"]
        sent = client.post(
            "/api/products/8/images",
            headers={"Authorization": f"Token {key}"},
            files={"image": ("dog.jpg", pictures.jpeg(800, 600), "image/jpeg")},
        )
        assert sent.status_code == 201, sent.text
        return urlsplit(str(sent.json()["f"])).path.replace("/original/dog.jpg", "/fit-320x320/dog.webp")
