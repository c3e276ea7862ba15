"""A line for the shell that tries a new credential against this server, ready to paste."""

import shlex
from collections.abc import Callable, Mapping

Parts = Mapping[str, int | str]


def line_for(dialect: str, parts: Parts, base: str, product: int) -> str:
    """Reads the images of a product, which may do no harm."""
    return shlex.join(["curl", *LINES[dialect](parts, base, product)])


def _spree(parts: Parts, base: str, product: int) -> list[str]:
    return ["--header", f"X-Spree-Token: {parts['token']}", f"{base}/api/v1/products/{product}/images"]


def _bigcommerce(parts: Parts, base: str, product: int) -> list[str]:
    login = f"{parts['username']}:{parts['token']}"
    return ["--user", login, "--header", "Accept: application/json", f"{base}/api/v2/products/{product}/images.json"]


def _token(parts: Parts, base: str, product: int) -> list[str]:
    return ["--header", f"Authorization: Token {parts['key']}", f"{base}/api/products/{product}/images"]


def _magento(parts: Parts, base: str, product: int) -> list[str]:
    said = {
        "oauth_consumer_key": parts["consumer_key"],
        "oauth_token": parts["token"],
        "oauth_signature_method": "PLAINTEXT",
        "oauth_signature": f"{parts['consumer_secret']}%26{parts['token_secret']}",
    }
    header = "Authorization: OAuth " + ", ".join(f'{name}="{value}"' for name, value in said.items())
    return ["--header", header, "--header", "Accept: application/json", f"{base}/api/rest/products/{product}/images"]


def _spiffy(parts: Parts, base: str, product: int) -> list[str]:
    login = f"{parts['api_key']}:{parts['password']}"
    return ["--user", login, f"{base}/api/products/{product}/images.json"]


LINES: Mapping[str, Callable[[Parts, str, int], list[str]]] = {
    "spree": _spree,
    "bigcommerce": _bigcommerce,
    "token": _token,
    "magento": _magento,
    "spiffy": _spiffy,
}
