"""Whether a signature holds: by oauthlib's functions, for every address the client may have signed."""

import hmac
import re
from collections.abc import Iterator

import msgspec
from cryptography.fernet import InvalidToken
from oauthlib.oauth1.rfc5849 import signature

from web.auth.secrets import SecretBox
from web.context import base_url
from web.dialects.magento.oauth.problems import Problem
from web.dialects.magento.oauth.signed_request import SignedRequest
from web.dialects.spec import AnyRequest, header

SIGN = {
    "HMAC-SHA1": signature.sign_hmac_sha1_with_client,
    "HMAC-SHA256": signature.sign_hmac_sha256_with_client,
    "PLAINTEXT": signature.sign_plaintext_with_client,
}
PORT = re.compile(r":\d+$")


class Secrets(msgspec.Struct, frozen=True):
    """Under the names that the signing functions ask for."""

    client_secret: str
    resource_owner_secret: str


def opened(sealer: SecretBox, consumer: str | None, token: str | None) -> Secrets:
    """Raises Problem."""
    try:
        return Secrets(*("" if sealed is None else sealer.open(sealed) for sealed in (consumer, token)))
    except InvalidToken as error:  # the installation's secret key is another one than when they were sealed
        raise Problem("token_rejected") from error


def check(request: AnyRequest, sent: SignedRequest, secrets: Secrets) -> None:
    """Raises Problem."""
    sign, presented = SIGN[sent.given["oauth_signature_method"]], sent.given["oauth_signature"]
    for base_string in _base_strings(request, sent):
        if hmac.compare_digest(sign(base_string, secrets).encode(), presented.encode("utf-8", "replace")):
            return
    raise Problem("signature_invalid")


def _base_strings(request: AnyRequest, sent: SignedRequest) -> Iterator[str]:
    normal = signature.normalize_parameters(sent.covered)
    for start in _starts(request):
        try:
            uri = signature.base_string_uri(start + sent.path)
        except ValueError:  # a Host header that is none
            continue
        yield signature.signature_base_string(sent.method, uri, normal)


def _starts(request: AnyRequest) -> list[str]:
    """The address we give out and the one that was called, with their ports and without: Magento signs both ways."""
    called = f"{request.scope['scheme']}://{header(request, b'host') or ''}"
    both = (base_url(request), called)
    return list(dict.fromkeys((*both, *(PORT.sub("", start) for start in both))))
