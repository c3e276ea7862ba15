"""What headers say: the key, the methods of an address, and whether JSON is welcome."""

from web.dialects.dialect import AnyRequest, asked_of, header

JSON = "application/json"
WELCOME = frozenset({"*/*", "application/*", JSON})
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class NoCredentials(Exception):
    """No key, or another scheme than `Token`."""


class InvalidToken(Exception):
    """The message is for the caller."""


class NotAcceptable(Exception):
    """The caller wants no JSON."""


def key_of(request: AnyRequest) -> str:
    """The key of `Authorization: Token <key>`, the scheme in any case. Raises NoCredentials, InvalidToken."""
    words = (header(request, b"authorization") or "").split()
    if not words or words[0].lower() != "token":
        raise NoCredentials
    if len(words) == 1:
        raise InvalidToken("Invalid token header. No credentials provided.")
    if len(words) > 2:
        raise InvalidToken("Invalid token header. Token string should not contain spaces.")
    if not words[1].isascii():
        raise InvalidToken("Invalid token header. Token string should not contain invalid characters.")
    return words[1]


def check_accept(request: AnyRequest) -> None:
    """Raises NotAcceptable."""
    wanted = header(request, b"accept") or ""
    if wanted.strip() and not any(part.partition(";")[0].strip().lower() in WELCOME for part in wanted.split(",")):
        raise NotAcceptable


def allow(request: AnyRequest) -> dict[str, str]:
    """`Allow`, which every answer of this API carries; nothing where there is no such address."""
    allowed = [method for method in METHODS if method in asked_of(request).allowed]
    if "GET" in allowed:
        allowed.append("HEAD")
    return {"Allow": ", ".join(allowed)} if allowed else {}
