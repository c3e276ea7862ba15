"""The legs between an application and us: `/oauth/initiate` gives a request token, `/oauth/token` an access token."""

import logging
from urllib.parse import urlencode

from litestar import Response, Router, route
from litestar.exceptions import HTTPException

from web.auth import oauth_consent
from web.auth.oauth_consent import ConsentDecision, ConsumerApplication, PendingToken, WrongVerifier
from web.context import context_of
from web.dialects.magento.oauth import protocol
from web.dialects.magento.oauth.callbacks import acceptable
from web.dialects.magento.oauth.problems import Problem
from web.dialects.magento.oauth.signed_request import SignedRequest, to_exchange
from web.dialects.magento.oauth.signing import check_signature, known_or_not
from web.dialects.spec import AnyRequest, QuotaUsedUp
from web.http.multipart import URL_ENCODED

logger = logging.getLogger(__name__)


@route("/initiate", http_method=["GET", "POST"], status_code=200)
async def initiate(request: AnyRequest) -> Response[str]:
    sent = await to_exchange(request)
    protocol.check(sent.given)
    application = await oauth_consent.application(sent.given["oauth_consumer_key"])
    if application is None:
        raise Problem("consumer_key_rejected")
    callback = _callback(sent)
    await check_signature(request, sent, application.sealed_secret, None)
    _count(request, application)
    pair = await oauth_consent.ask(application, callback, context_of(request).secret_box)
    return _answer(oauth_token=pair.token, oauth_token_secret=pair.secret, oauth_callback_confirmed="true")


@route("/token", http_method=["GET", "POST"], status_code=200)
async def token(request: AnyRequest) -> Response[str]:
    sent = await to_exchange(request)
    protocol.check(sent.given)
    protocol.require(sent.given, "oauth_token")
    asked = await _asked(request, sent)
    protocol.require(sent.given, "oauth_verifier")
    await check_signature(request, sent, asked.application.sealed_secret, asked.sealed_secret)
    _count(request, asked.application)
    try:
        given = sent.given["oauth_verifier"], sent.given["oauth_consumer_key"]
        pair = await oauth_consent.redeem("magento", asked, *given, context_of(request).secret_box)
    except WrongVerifier as error:
        raise Problem("verifier_invalid") from error
    except ConsentDecision as error:  # by another worker, in the meantime
        raise Problem("token_rejected") from error
    return _answer(oauth_token=pair.token, oauth_token_secret=pair.secret)


def _callback(sent: SignedRequest) -> str:
    protocol.require(sent.given, "oauth_callback")
    callback = sent.given["oauth_callback"]
    if not acceptable(callback):
        raise Problem("parameter_rejected", message="oauth_callback")
    return callback


async def _asked(request: AnyRequest, sent: SignedRequest) -> PendingToken:
    """What the request token asks for. Raises Problem, also for a token that another application has."""
    asked = await oauth_consent.asked(sent.given["oauth_token"])
    if asked is not None and oauth_consent.is_of(asked, sent.given["oauth_consumer_key"]):
        return asked
    known = await known_or_not(sent.given)
    await check_signature(request, sent, known.sealed_consumer_secret, known.sealed_secret)
    raise Problem("token_used")  # it is an access token


def _count(request: AnyRequest, application: ConsumerApplication) -> None:
    left = context_of(request).quota.spend(("consumer", application.id))
    if left is not None and left.used_up:
        raise QuotaUsedUp(left)


def _answer(**members: str) -> Response[str]:
    return Response(urlencode(members), media_type=URL_ENCODED)


def refuse(request: AnyRequest, error: Exception) -> Response[str]:
    """`oauth_problem=…`, with the status of the table in the field notes (7.3)."""
    status, headers, problem = _worded(error)
    if status >= 500:
        logger.error("%s %s failed", request.method, request.scope["path"], exc_info=error)
    return Response(str(problem), status_code=status, media_type=URL_ENCODED, headers=headers)


def _worded(error: Exception) -> tuple[int, dict[str, str], Problem]:
    match error:
        case Problem():
            return error.status, {"WWW-Authenticate": "OAuth"} if error.status == 401 else {}, error
        case QuotaUsedUp(left=left):
            return 429, {"Retry-After": str(left.retry_after)}, Problem("consumer_key_refused")
        case HTTPException(status_code=status) if status < 500:
            return status, {}, Problem("parameter_rejected")
        case _:
            return 500, {}, Problem("internal_error", message="Resource internal error")


def exchange_router() -> Router:
    return Router(
        path="/oauth",
        route_handlers=[initiate, token],
        exception_handlers={Exception: refuse},
        request_max_body_size=64 * 1024,
        include_in_schema=False,
    )
