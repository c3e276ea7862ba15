"""The load: keep-alive connections that request random products from the other core."""

import random
import shutil
import subprocess
import tempfile
from collections.abc import Sequence

from bench.servers import LOAD_CORE, pinned

CONNECTIONS = 32

SCRIPT = """
local headers = {%(headers)s}
local first, last = %(first)d, %(last)d
local seed = %(seed)d
request = function()
  seed = (seed * 16807) %% 2147483647
  local product = first + seed %% (last - first + 1)
  return wrk.format("GET", string.format("%(path)s", product), headers)
end
local bad = 0
done = function(summary, latency, requests)
  io.write(string.format("\\nRATE %%f BAD %%d\\n", summary.requests / (summary.duration / 1e6),
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
"""


def rate(base: str, path: str, headers: dict[str, str], products: int, seconds: float) -> float:
    """Responses per second. `path` has %d where the product's id goes, or none. Raises SystemExit at any failure."""
    lines = ", ".join(f'["{name}"] = "{value}"' for name, value in headers.items())
    facts = {"headers": lines, "first": 1, "last": products, "path": path, "seed": random.randrange(1, 2**31 - 1)}  # noqa: S311 - no secret
    return run_wrk(SCRIPT % facts, base, f"-c{CONNECTIONS}", f"-d{seconds:g}s", prefix=pinned(LOAD_CORE))


def run_wrk(script: str, base: str, *options: str, prefix: Sequence[str] = ()) -> float:
    """Responses per second to a script that writes `RATE <rate> BAD <failures>`. Raises SystemExit at any failure."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("the benchmark needs wrk (Debian: apt-get install wrk; macOS: brew install wrk)")
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = [*prefix, wrk, "-t1", *options, "-s", file.name, base]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    per_second, _, failures = output.rpartition("RATE ")[2].split()
    if int(failures):
        raise SystemExit(f"{base}: {failures} requests failed")
    return float(per_second)
