"""What any signed request must say, whatever it asks for."""

import re

from web.auth.oauth_nonces import HORIZON
from web.dialects.magento.oauth.problems import Problem
from web.dialects.magento.oauth.signature import SIGN
from web.gallery.clock import SECOND, now

AHEAD = 600 * SECOND  # that a client's clock may be fast


def check(given: dict[str, str]) -> None:
    """Raises Problem."""
    if given.get("oauth_version", "1.0") != "1.0":
        raise Problem("version_rejected")
    require(given, "oauth_consumer_key", "oauth_signature_method", "oauth_signature")
    if given["oauth_signature_method"] not in SIGN:
        raise Problem("signature_method_rejected")
    if dated(given):
        require(given, "oauth_nonce", "oauth_timestamp")
        _check_timestamp(given["oauth_timestamp"])


def require(given: dict[str, str], *names: str) -> None:
    for name in names:
        if not given.get(name):
            raise Problem("parameter_absent", absent=name)


def dated(given: dict[str, str]) -> bool:
    """Whether it must have a nonce and a timestamp."""
    return given["oauth_signature_method"] != "PLAINTEXT"


def signed_at(given: dict[str, str]) -> int:
    return int(given["oauth_timestamp"]) * SECOND


def _check_timestamp(text: str) -> None:
    """Old ones were always accepted, since clients' clocks are slow; but not older than nonces are remembered."""
    if not re.fullmatch(r"[0-9]{1,12}", text) or not -HORIZON <= int(text) * SECOND - now() <= AHEAD:
        raise Problem("timestamp_refused")
