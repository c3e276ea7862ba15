"""What a signed request says: the protocol's parameters, and everything that its signature covers."""

from urllib.parse import parse_qsl

import msgspec
from oauthlib.oauth1.rfc5849 import utils

from web.dialects.magento.oauth.problems import Problem
from web.dialects.spec import AnyRequest, header, public_request_of
from web.http.multipart import URL_ENCODED

SCHEME = "oauth "
Pairs = list[tuple[str, str]]


class SignedRequest(msgspec.Struct, frozen=True):
    method: str
    path: str  # as it stands in the request line, without the query
    given: dict[str, str]  # oauth_consumer_key and so on
    covered: Pairs  # by the signature, beside method and address


def to_resource(request: AnyRequest) -> SignedRequest | None:
    """Parameters count in the header alone, and bodies are not covered: they are XML or JSON. None: not signed."""
    pairs = _header(request)
    if pairs is None:
        return None
    asked = public_request_of(request)
    return _sent(asked.method, asked.path, dict(pairs), [*_query(request), *pairs])


async def to_exchange(request: AnyRequest) -> SignedRequest:
    """Parameters count in the header, the body and the query; where two name the same, in this order."""
    sources = _query(request), await _body(request), _header(request) or []
    pairs = [pair for source in sources for pair in source]
    for name, _ in pairs:
        if name.startswith("oauth_") and "[" in name:  # PHP's way of writing a list
            raise Problem("parameter_rejected", message=name.partition("[")[0])
    given = {name: value for name, value in pairs if name.startswith("oauth_")}
    path = (request.scope.get("raw_path") or request.scope["path"].encode()).decode("latin-1").partition("?")[0]
    return _sent(request.method, path, given, pairs)


def _sent(method: str, path: str, given: dict[str, str], pairs: Pairs) -> SignedRequest:
    return SignedRequest(method, path, given, [pair for pair in pairs if pair[0] != "oauth_signature"])


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
