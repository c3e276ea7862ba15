"""Lists of images per dialect, warm and cold, as a share of Litestar answering a constant."""

import base64
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.load import rate
from bench.servers import serving
from bench.shop import IMAGES, PRODUCTS, build, environ_in

SECONDS, ROUNDS = 3.0, 3


def list_requests(credentials: dict[str, dict[str, Any]]) -> dict[str, tuple[str, dict[str, str]]]:
    """Path and headers of a list of images, per dialect; Magento as a guest, for a signature is good only once."""
    bigcommerce, spiffy = credentials["bigcommerce"], credentials["spiffy"]
    return {
        "Spree v1": ("/api/v1/products/%d/images", {"X-Spree-Token": credentials["spree"]["token"]}),
        "BigCommerce V2": (
            "/api/v2/products/%d/images.json",
            {"Authorization": basic(bigcommerce["username"], bigcommerce["token"]), "Accept": "application/json"},
        ),
        "Token API": ("/api/products/%d/images", {"Authorization": f"Token {credentials['token']['key']}"}),
        "Magento, JSON": ("/api/rest/products/%d/images", {"Accept": "application/json"}),
        "Magento, XML": ("/api/rest/products/%d/images", {}),
        "Spiffy Stores": (
            "/api/products/%d/images.json",
            {"Authorization": basic(spiffy["api_key"], spiffy["password"])},
        ),
    }


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def measured(base: str, path: str, headers: dict[str, str], products: int) -> float:
    return statistics.median(rate(base, path, headers, products, SECONDS) for _ in range(ROUNDS))


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print(f"Building {PRODUCTS} products with {IMAGES} images each …", file=sys.stderr)
        credentials = build(Path(folder))
        environ = environ_in(Path(folder))
        with serving("bench.constant:create", environ) as base:
            constant = measured(base, "/constant", {}, 1)
        print(f"Lists. Litestar answering a constant: {constant:,.0f} requests/s = 1.00\n")
        print(f"{'GET …/images':<18}{'warm':>8}{'cold':>8}")
        for name, (path, headers) in list_requests(credentials).items():
            with serving("web.app:served", environ) as base:
                measured(base, path, headers, PRODUCTS)
                warm = measured(base, path, headers, PRODUCTS)
            with serving("web.app:served", {**environ, "PACKSHOT_KEPT_ANSWERS_MB": "0"}) as base:
                cold = measured(base, path, headers, PRODUCTS)
            print(f"{name:<18}{warm / constant:>8.2f}{cold / constant:>8.2f}", flush=True)
