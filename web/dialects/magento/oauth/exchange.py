"""The legs between an application and us: `/oauth/initiate` gives a request token, `/oauth/token` an access token."""

import logging
from urllib.parse import urlencode

from litestar import Response, Router, route
from litestar.exceptions import HTTPException

from web.auth import oauth
from web.auth.oauth import ConsentDecision, ConsumerApplication, PendingToken, WrongVerifier
from web.auth.rate_limits import Account, QuotaUsedUp
from web.context import AnyRequest, context_of
from web.dialects.magento.oauth.consent import is_callback
from web.dialects.magento.oauth.signature import check_signature, known_credential
from web.dialects.magento.oauth.signed_request import OAuthProblem, SignedRequest, read_for_exchange
from web.gallery.unavailable import Unavailable
from web.http.multipart import URL_ENCODED
from web.http.outages import outage_behind, outages, status_of

logger = logging.getLogger(__name__)

INTERNAL = OAuthProblem("internal_error", message="Resource internal error")


@route("/initiate", http_method=["GET", "POST"], status_code=200)
async def initiate(request: AnyRequest) -> Response[str]:
    signed = await read_for_exchange(request)
    application = await oauth.application(signed.parameters["oauth_consumer_key"])
    if application is None:
        raise OAuthProblem("consumer_key_rejected")
    callback = _callback(signed)
    await check_signature(request, signed, application.sealed_secret, None)
    await _count(request, application)
    pair = await oauth.issue_request_token(application, callback, context_of(request).secret_box)
    return _answer(oauth_token=pair.token, oauth_token_secret=pair.secret, oauth_callback_confirmed="true")


@route("/token", http_method=["GET", "POST"], status_code=200)
async def token(request: AnyRequest) -> Response[str]:
    signed = await read_for_exchange(request)
    signed.require("oauth_token")
    pending = await _pending(request, signed)
    signed.require("oauth_verifier")
    await check_signature(request, signed, pending.application.sealed_secret, pending.sealed_secret)
    await _count(request, pending.application)
    verifier, consumer_key = signed.parameters["oauth_verifier"], signed.parameters["oauth_consumer_key"]
    try:
        box = context_of(request).secret_box
        pair = await oauth.redeem("magento", pending, verifier, consumer_key, box)
    except WrongVerifier as error:
        raise OAuthProblem("verifier_invalid") from error
    except ConsentDecision as error:  # by another worker, in the meantime
        raise OAuthProblem("token_rejected") from error
    return _answer(oauth_token=pair.token, oauth_token_secret=pair.secret)


def _callback(signed: SignedRequest) -> str:
    """Raises OAuthProblem."""
    signed.require("oauth_callback")
    callback = signed.parameters["oauth_callback"]
    if not is_callback(callback):
        raise OAuthProblem("parameter_rejected", message="oauth_callback")
    return callback


async def _pending(request: AnyRequest, signed: SignedRequest) -> PendingToken:
    """The request token's row. Raises OAuthProblem, also for a token that another application has."""
    pending = await oauth.pending_token(signed.parameters["oauth_token"])
    if pending is not None and oauth.is_of(pending, signed.parameters["oauth_consumer_key"]):
        return pending
    known = await known_credential(signed)
    await check_signature(request, signed, known.sealed_consumer_secret, known.sealed_secret)
    raise OAuthProblem("token_used")  # it is an access token


async def _count(request: AnyRequest, application: ConsumerApplication) -> None:
    """Raises QuotaUsedUp, Unavailable."""
    left = await context_of(request).quota.spend(Account("consumer", application.id))
    if left is not None and left.used_up:
        raise QuotaUsedUp(left)


def _answer(**members: str) -> Response[str]:
    return Response(urlencode(members), media_type=URL_ENCODED)


def refuse(request: AnyRequest, error: Exception) -> Response[str]:
    """`oauth_problem=…`, with the status of the table in the field notes (7.3)."""
    error = outage_behind(error)
    status, headers, problem = _status_and_problem(error)
    if isinstance(error, Unavailable):
        outages.record(error)
    elif status >= 500:
        logger.error("%s %s failed", request.method, request.scope["path"], exc_info=error)
    return Response(str(problem), status_code=status, media_type=URL_ENCODED, headers=headers)


def _status_and_problem(error: Exception) -> tuple[int, dict[str, str], OAuthProblem]:
    match error:
        case OAuthProblem():
            return error.status, {"WWW-Authenticate": "OAuth"} if error.status == 401 else {}, error
        case QuotaUsedUp(left=left):
            return 429, {"Retry-After": str(left.retry_after)}, OAuthProblem("consumer_key_refused")
        case HTTPException(status_code=status) if status < 500:
            return status, {}, OAuthProblem("parameter_rejected")
        case Unavailable(retry_after=seconds):
            return status_of(error), {"Retry-After": str(seconds)}, INTERNAL
        case _:
            return 500, {}, INTERNAL


def exchange_router() -> Router:
    return Router(
        path="/oauth",
        route_handlers=[initiate, token],
        exception_handlers={Exception: refuse},
        request_max_body_size=64 * 1024,
        include_in_schema=False,
    )
