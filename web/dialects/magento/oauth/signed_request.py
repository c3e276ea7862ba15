"""Signed requests: the protocol's parameters, all that the signature covers, what each must have, and problems."""

import re
from typing import Literal
from urllib.parse import parse_qsl, urlencode

import msgspec
from oauthlib.oauth1.rfc5849 import utils

from web.auth.oauth import MAX_AGE
from web.context import AnyRequest
from web.dialects.requests import header, public_request_of
from web.gallery.clock import SECOND, now
from web.http.connection import unheard
from web.http.multipart import URL_ENCODED

Code = Literal[
    "version_rejected",
    "parameter_absent",
    "parameter_rejected",
    "timestamp_refused",
    "signature_method_rejected",
    "nonce_used",
    "signature_invalid",
    "consumer_key_rejected",
    "consumer_key_refused",  # not for good: too many calls
    "token_rejected",
    "token_used",
    "token_revoked",
    "verifier_invalid",
    "internal_error",
]
STATUSES: dict[Code, int] = {
    "version_rejected": 400,
    "parameter_absent": 400,
    "parameter_rejected": 400,
    "timestamp_refused": 400,
    "signature_method_rejected": 400,
    "consumer_key_refused": 429,
    "internal_error": 500,
}


class OAuthProblem(Exception):
    """`oauth_problem=nonce_used`, and `&oauth_parameters_absent=…` or `&message=…` where there is more to say."""

    def __init__(self, code: Code, *, absent: str = "", message: str = "") -> None:
        more = {"oauth_parameters_absent": absent, "message": message}
        super().__init__(urlencode({"oauth_problem": code} | {name: text for name, text in more.items() if text}))
        self.code = code

    @property
    def status(self) -> int:
        """Status under `/oauth/`. On resources a problem is always 401."""
        return STATUSES.get(self.code, 401)


SCHEME = "oauth "
SIGNATURE_METHODS = ("HMAC-SHA1", "HMAC-SHA256", "PLAINTEXT")
MAX_CLOCK_SKEW = 600 * SECOND  # that a client's clock may be fast
Pairs = list[tuple[str, str]]


class SignedRequest(msgspec.Struct, frozen=True):
    method: str
    path: str  # as it stands in the request line, without the query
    parameters: dict[str, str]  # oauth_consumer_key and so on
    covered: Pairs  # by the signature, beside method and address

    @property
    def has_nonce(self) -> bool:
        """PLAINTEXT needs neither a nonce nor a timestamp."""
        return self.parameters["oauth_signature_method"] != "PLAINTEXT"

    @property
    def signed_at(self) -> int:
        """Microseconds since 1970; only where there must be a nonce."""
        return int(self.parameters["oauth_timestamp"]) * SECOND

    def require(self, *names: str) -> None:
        """Raises OAuthProblem."""
        for name in names:
            if not self.parameters.get(name):
                raise OAuthProblem("parameter_absent", absent=name)


def read_for_resource(request: AnyRequest) -> SignedRequest | None:
    """Parameters count in the header alone, and bodies are not covered: they are XML or JSON. None: not signed.

    Raises OAuthProblem.
    """
    pairs = _header(request)
    if pairs is None:
        return None
    public = public_request_of(request)
    return _checked(request, public.method, public.path, dict(pairs), [*_query(request), *pairs])


async def read_for_exchange(request: AnyRequest) -> SignedRequest:
    """Parameters count in the header, the body and the query; where two name the same, in this order.

    Raises OAuthProblem.
    """
    sources = _query(request), await _body(request), _header(request) or []
    pairs = [pair for source in sources for pair in source]
    for name, _ in pairs:
        if name.startswith("oauth_") and "[" in name:  # PHP's way of writing a list
            raise OAuthProblem("parameter_rejected", message=name.partition("[")[0])
    parameters = {name: value for name, value in pairs if name.startswith("oauth_")}
    path = (request.scope.get("raw_path") or request.scope["path"].encode()).decode("latin-1").partition("?")[0]
    return _checked(request, request.method, path, parameters, pairs)


def _checked(request: AnyRequest, method: str, path: str, parameters: dict[str, str], pairs: Pairs) -> SignedRequest:
    """Raises OAuthProblem."""
    if parameters.get("oauth_version", "1.0") != "1.0":
        raise OAuthProblem("version_rejected")
    covered = [pair for pair in pairs if pair[0] != "oauth_signature"]
    signed = SignedRequest(method, path, parameters, covered)
    signed.require("oauth_consumer_key", "oauth_signature_method", "oauth_signature")
    method_known = parameters["oauth_signature_method"] in SIGNATURE_METHODS
    if not method_known or not (signed.has_nonce or unheard(request)):  # PLAINTEXT holds both secrets
        raise OAuthProblem("signature_method_rejected")
    if signed.has_nonce:
        signed.require("oauth_nonce", "oauth_timestamp")
        _check_timestamp(parameters["oauth_timestamp"])
    return signed


def _check_timestamp(text: str) -> None:
    """Old ones were always accepted, since clients' clocks are slow; but not older than nonces are remembered."""
    if not re.fullmatch(r"[0-9]{1,12}", text) or not -MAX_AGE <= int(text) * SECOND - now() <= MAX_CLOCK_SKEW:
        raise OAuthProblem("timestamp_refused")


def _header(request: AnyRequest) -> Pairs | None:
    authorization = header(request, b"authorization") or ""
    if authorization[: len(SCHEME)].lower() != SCHEME:
        return None
    try:
        pairs = utils.parse_authorization_header(authorization)
    except ValueError:
        return []
    return [(utils.unescape(name), utils.unescape(value)) for name, value in pairs if name.lower() != "realm"]


def _query(request: AnyRequest) -> Pairs:
    return parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)


async def _body(request: AnyRequest) -> Pairs:
    if request.content_type[0] != URL_ENCODED:
        return []
    return parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
