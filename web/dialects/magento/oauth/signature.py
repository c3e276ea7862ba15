"""Checking signatures: by oauthlib's functions, for every address the client may have signed; and who signed."""

import hmac
import re
from collections.abc import Iterator

import msgspec
from cryptography.fernet import InvalidToken
from oauthlib.oauth1.rfc5849 import signature

from web.auth import oauth
from web.auth.credentials import Caller, Refused, admitted
from web.auth.oauth import KnownCredential, Nonces
from web.auth.secrets import SecretBox
from web.context import AnyRequest, base_url, context_of
from web.dialects.magento.oauth.signed_request import OAuthProblem, SignedRequest, read_for_resource
from web.dialects.requests import header

SIGN = {
    "HMAC-SHA1": signature.sign_hmac_sha1_with_client,
    "HMAC-SHA256": signature.sign_hmac_sha256_with_client,
    "PLAINTEXT": signature.sign_plaintext_with_client,
}
PORT = re.compile(r":\d+$")

nonces = Nonces()


class Secrets(msgspec.Struct, frozen=True):
    """Secrets under the names that the signing functions expect."""

    client_secret: str
    resource_owner_secret: str


async def signer(request: AnyRequest) -> Caller | None:
    """The caller who signed; None is a guest, without an Authorization or with another scheme. Raises OAuthProblem."""
    signed = read_for_resource(request)
    if signed is None:
        return None
    signed.require("oauth_token")
    known = await known_credential(signed)
    await check_signature(request, signed, known.sealed_consumer_secret, known.sealed_secret)
    try:
        return admitted(known)
    except Refused as refused:
        raise OAuthProblem("token_revoked" if refused.reason == "revoked" else "token_rejected") from refused


async def check_signature(
    request: AnyRequest, signed: SignedRequest, sealed_consumer_secret: str | None, sealed_secret: str | None
) -> None:
    """Uses the nonce only afterwards, so that nobody without the secrets uses up another's. Raises OAuthProblem."""
    box, parameters = context_of(request).secret_box, signed.parameters
    _compare(request, signed, _opened(box, sealed_consumer_secret, sealed_secret))
    if signed.has_nonce:
        consumer, nonce = parameters["oauth_consumer_key"], parameters["oauth_nonce"]
        if not await nonces.use(box, consumer, nonce, signed.signed_at):
            raise OAuthProblem("nonce_used")


async def known_credential(signed: SignedRequest) -> KnownCredential:
    """One statement for a good credential; a second one to find the problem with another. Raises OAuthProblem."""
    key = signed.parameters["oauth_consumer_key"]
    known = await oauth.find("magento", key, signed.parameters["oauth_token"])
    if known is not None:
        return known
    exists = await oauth.consumer_exists(key)
    raise OAuthProblem("token_rejected" if exists else "consumer_key_rejected")


def _opened(box: SecretBox, consumer: str | None, token: str | None) -> Secrets:
    """Raises OAuthProblem."""
    try:
        return Secrets(*("" if sealed is None else box.open(sealed) for sealed in (consumer, token)))
    except InvalidToken as error:  # the installation's secret key is another one than when they were sealed
        raise OAuthProblem("token_rejected") from error


def _compare(request: AnyRequest, signed: SignedRequest, secrets: Secrets) -> None:
    """Raises OAuthProblem."""
    sign, presented = SIGN[signed.parameters["oauth_signature_method"]], signed.parameters["oauth_signature"]
    for base_string in _base_strings(request, signed):
        if hmac.compare_digest(sign(base_string, secrets).encode(), presented.encode("utf-8", "replace")):
            return
    raise OAuthProblem("signature_invalid")


def _base_strings(request: AnyRequest, signed: SignedRequest) -> Iterator[str]:
    normal = signature.normalize_parameters(signed.covered)
    for start in _starts(request):
        try:
            uri = signature.base_string_uri(start + signed.path)
        except ValueError:  # a Host header that is none
            continue
        yield signature.signature_base_string(signed.method, uri, normal)


def _starts(request: AnyRequest) -> list[str]:
    """Our public address and the one that was called, with their ports and without: Magento signs both ways."""
    called = f"{request.scope['scheme']}://{header(request, b'host') or ''}"
    both = (base_url(request), called)
    return list(dict.fromkeys((*both, *(PORT.sub("", start) for start in both))))
