"""The load: keep-alive connections asking for random products from the other core; counts answers per second."""

import random
import shutil
import subprocess
import tempfile

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
    """Answers per second; any that is no success ends it all. `path` has %d where the product's id goes, or none."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("the benchmark needs wrk (Debian: apt-get install wrk; macOS: brew install wrk)")
    lines = ", ".join(f'["{name}"] = "{value}"' for name, value in headers.items())
    facts = {"headers": lines, "first": 1, "last": products, "path": path, "seed": random.randrange(1, 2**31 - 1)}  # noqa: S311 - no secret
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT % facts)
        script.flush()
        command = [*pinned(LOAD_CORE), wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "-s", script.name, base]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    words = said.rpartition("RATE ")[2].split()
    if int(words[2]):
        raise SystemExit(f"{path}: {words[2]} answers were no success")
    return float(words[0])
