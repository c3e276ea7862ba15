"""OAuth 1.0a (RFC 5849): who signed a request. Parameters count in the Authorization header alone."""

import hmac
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

import msgspec
from cryptography.fernet import InvalidToken
from oauthlib.oauth1.rfc5849 import signature, utils

from web.auth.credentials import Caller, Refused, admitted
from web.auth.sealing import hash_of
from web.clock import SECOND, now
from web.database import credentials
from web.database.credentials import Known
from web.dialects.dialect import AnyRequest, asked_of, header
from web.dialects.magento.nonces import Nonces
from web.house import base_url, house

SCHEME = "oauth "
SIGN = {
    "HMAC-SHA1": signature.sign_hmac_sha1_with_client,
    "HMAC-SHA256": signature.sign_hmac_sha256_with_client,
    "PLAINTEXT": signature.sign_plaintext_with_client,
}
AHEAD = 600  # seconds that a client's clock may be fast
PORT = re.compile(r":\d+$")

nonces = Nonces()


class Problem(Exception):
    """Worded as the protocol's problem reporting has it: `oauth_problem=nonce_used`."""

    def __init__(self, code: str, absent: str | None = None) -> None:
        super().__init__(f"oauth_problem={code}" + (f"&oauth_parameters_absent={absent}" if absent else ""))


class Secrets(msgspec.Struct, frozen=True):
    """Under the names that the signing functions ask for."""

    client_secret: str
    resource_owner_secret: str


async def signer(request: AnyRequest) -> Caller | None:
    """None is a guest: whoever sends no Authorization, or one of another scheme. Raises Problem."""
    authorization = header(request, b"authorization") or ""
    if authorization[: len(SCHEME)].lower() != SCHEME:
        return None
    given = _parameters(authorization)
    _check_protocol(given)
    known = await _known(given)
    _check_signature(request, given, _secrets(request, known))
    # Only now, so that nobody without the secrets can use up another's nonces.
    if _dated(given) and not nonces.use(given["oauth_consumer_key"], given["oauth_nonce"]):
        raise Problem("nonce_used")
    try:
        return admitted(known)
    except Refused as refused:
        raise Problem("token_revoked" if refused.why == "revoked" else "token_rejected") from refused


def _parameters(authorization: str) -> dict[str, str]:
    try:
        pairs = utils.parse_authorization_header(authorization)
    except ValueError:
        return {}
    return {utils.unescape(name): utils.unescape(value) for name, value in pairs if name.lower() != "realm"}


def _check_protocol(given: dict[str, str]) -> None:
    if given.get("oauth_version", "1.0") != "1.0":
        raise Problem("version_rejected")
    _require(given, "oauth_consumer_key", "oauth_signature_method", "oauth_signature")
    if given["oauth_signature_method"] not in SIGN:
        raise Problem("signature_method_rejected")
    if _dated(given):
        _require(given, "oauth_nonce", "oauth_timestamp")
        _check_timestamp(given["oauth_timestamp"])
    _require(given, "oauth_token")


def _require(given: dict[str, str], *names: str) -> None:
    for name in names:
        if not given.get(name):
            raise Problem("parameter_absent", absent=name)


def _dated(given: dict[str, str]) -> bool:
    return given["oauth_signature_method"] != "PLAINTEXT"


def _check_timestamp(text: str) -> None:
    """Old ones are accepted, as they always were: clients with slow clocks rely on it."""
    if not re.fullmatch(r"[0-9]{1,15}", text) or not 0 < int(text) <= now() // SECOND + AHEAD:
        raise Problem("timestamp_refused")


async def _known(given: dict[str, str]) -> Known:
    """One statement for a good credential; a second one to say what is wrong with another."""
    key = given["oauth_consumer_key"]
    known = await credentials.find("magento", hash_of("magento", key, given["oauth_token"]))
    if known is not None:
        return known
    exists = await credentials.consumer_exists(hash_of("magento", "consumer", key))
    raise Problem("token_rejected" if exists else "consumer_key_rejected")


def _secrets(request: AnyRequest, known: Known) -> Secrets:
    sealer = house(request).sealer
    try:
        return Secrets(sealer.open(known.sealed_consumer_secret or ""), sealer.open(known.sealed_secret or ""))
    except InvalidToken as error:  # the installation's secret key is another one than when they were sealed
        raise Problem("token_rejected") from error


def _check_signature(request: AnyRequest, given: dict[str, str], secrets: Secrets) -> None:
    sign, presented = SIGN[given["oauth_signature_method"]], given["oauth_signature"].encode("utf-8", "replace")
    for base_string in _base_strings(request, given):
        if hmac.compare_digest(sign(base_string, secrets).encode(), presented):
            return
    raise Problem("signature_invalid")


def _base_strings(request: AnyRequest, given: dict[str, str]) -> Iterator[str]:
    """What may have been signed. Bodies never are: they are XML or JSON."""
    query = request.scope["query_string"].decode("latin-1")
    asked = asked_of(request)
    signed = [(name, value) for name, value in given.items() if name != "oauth_signature"]
    normal = signature.normalize_parameters(parse_qsl(query, keep_blank_values=True) + signed)
    for start in _starts(request):
        try:
            uri = signature.base_string_uri(start + asked.path)
        except ValueError:  # a Host header that is none
            continue
        yield signature.signature_base_string(asked.method, uri, normal)


def _starts(request: AnyRequest) -> list[str]:
    """The address we give out and the one that was called, with their ports and without: Magento signs both ways."""
    called = f"{request.scope['scheme']}://{header(request, b'host') or ''}"
    both = (base_url(request), called)
    return list(dict.fromkeys((*both, *(PORT.sub("", start) for start in both))))
