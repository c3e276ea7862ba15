"""Who signed a request for a resource."""

from web.auth import oauth_consent
from web.auth.credentials import Caller, Refused, admitted
from web.auth.oauth_consent import KnownCredential
from web.auth.oauth_nonces import Nonces
from web.context import context_of
from web.dialects.magento.oauth import protocol, signature
from web.dialects.magento.oauth.problems import Problem
from web.dialects.magento.oauth.signed_request import SignedRequest, to_resource
from web.dialects.spec import AnyRequest

nonces = Nonces()


async def signer(request: AnyRequest) -> Caller | None:
    """None is a guest: whoever sends no Authorization, or one of another scheme. Raises Problem."""
    sent = to_resource(request)
    if sent is None:
        return None
    protocol.check(sent.given)
    protocol.require(sent.given, "oauth_token")
    known = await known_or_not(sent.given)
    await check_signature(request, sent, known.sealed_consumer_secret, known.sealed_secret)
    try:
        return admitted(known)
    except Refused as refused:
        raise Problem("token_revoked" if refused.why == "revoked" else "token_rejected") from refused


async def check_signature(
    request: AnyRequest, sent: SignedRequest, sealed_consumer_secret: str | None, sealed_secret: str | None
) -> None:
    """Uses the nonce only afterwards, so that nobody without the secrets uses up another's. Raises Problem."""
    sealer, given = context_of(request).secret_box, sent.given
    signature.check(request, sent, signature.opened(sealer, sealed_consumer_secret, sealed_secret))
    if protocol.dated(given):
        consumer, nonce = given["oauth_consumer_key"], given["oauth_nonce"]
        if not await nonces.use(sealer, consumer, nonce, protocol.signed_at(given)):
            raise Problem("nonce_used")


async def known_or_not(given: dict[str, str]) -> KnownCredential:
    """One statement for a good credential; a second one to say what is wrong with another."""
    key = given["oauth_consumer_key"]
    known = await oauth_consent.find("magento", key, given["oauth_token"])
    if known is not None:
        return known
    exists = await oauth_consent.consumer_exists(key)
    raise Problem("token_rejected" if exists else "consumer_key_rejected")
