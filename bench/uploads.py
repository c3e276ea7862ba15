"""Uploads of a 2-megapixel JPEG, against what decoding, hashing and writing it costs by themselves."""

import tempfile
from hashlib import sha256
from pathlib import Path

from bench.load import run_wrk
from bench.photo import photograph
from bench.pictures import runs_per_second
from bench.servers import serving
from bench.shop import build, environ_in
from web.imaging.checking import check

CONNECTIONS, SECONDS = 8, 8

# Every body differs in its last bytes, or the second one would be the same file again.
SCRIPT = r"""
local file = io.open("%(photo)s", "rb")
local photo = file:read("*a")
file:close()
local before = "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"photo.jpg\"\r\n\r\n"
local count = 0
request = function()
  count = count + 1
  local body = before .. photo .. string.format("%%016d", count) .. "\r\n--b--\r\n"
  return wrk.format("POST", "/api/products/" .. (count %% 50 + 1) .. "/images", {
    ["Authorization"] = "Token %(key)s", ["Content-Type"] = "multipart/form-data; boundary=b"}, body)
end
done = function(summary, latency, requests)
  io.write(string.format("\nRATE %%f BAD %%d\n", summary.requests / (summary.duration / 1e6),
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
"""


def run() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        photo = folder / "photo.jpg"
        photo.write_bytes(photograph(1632, 1224))
        limit = runs_per_second(lambda: _alone(photo, folder / "copy"))
        print(f"Uploads of a 2-megapixel JPEG of {photo.stat().st_size:,} bytes")
        print(f"decode, hash and write alone, one after the other: {limit:.0f}/s = 1.00")
        credentials = build(folder, products=50)
        for workers in (1, 2):
            with serving("web.app:served", environ_in(folder), workers, cores=False) as base:
                done = _uploads(base, photo, credentials["token"]["key"])
            print(f"{workers} worker{'s' if workers > 1 else ' '}: {done:>6.0f}/s {done / limit:>6.2f}", flush=True)


def _alone(photo: Path, copy: Path) -> None:
    check(photo, 100_000_000, 100)
    data = photo.read_bytes()
    sha256(data).hexdigest()
    copy.write_bytes(data)


def _uploads(base: str, photo: Path, key: str) -> float:
    return run_wrk(SCRIPT % {"photo": photo, "key": key}, base, f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "30s")
