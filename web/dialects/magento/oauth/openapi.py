"""The two addresses of applications, for `/openapi.json`."""

from collections.abc import Mapping

from web.http.multipart import URL_ENCODED
from web.http.operations import Body, Operation, Parameter

TEXT = {"type": "string"}
SIGNED = ("consumer_key", "signature_method", "signature", "timestamp", "nonce", "version")
INITIATE, TOKEN = (*SIGNED, "callback"), (*SIGNED, "token", "verifier")
TEXTS = {
    "consumer_key": "As `packshot credential add` printed it.",
    "signature_method": "`HMAC-SHA1`, `HMAC-SHA256` or, over https, `PLAINTEXT`.",
    "signature": "As RFC 5849 has it; the address is signed with its port or without.",
    "timestamp": "Seconds since 1970, at most 30 days ago. Not with `PLAINTEXT`.",
    "nonce": "Any text, once. Not with `PLAINTEXT`.",
    "version": "`1.0`, or nothing.",
    "callback": "The web address that the person is sent back to, or `oob`.",
    "token": "The request token that `/oauth/initiate` gave.",
    "verifier": "What came to the callback, or what the person typed.",
}
PARAMETERS_NOTE = (
    "Parameters come in an `Authorization: OAuth …` header, as a form, or in the query; the first of these counts."
)


def _form(*names: str) -> dict[str, object]:
    return {"type": "object", "properties": dict.fromkeys(names, TEXT)}


def _problem(meaning: str, code: str) -> tuple[str, tuple[Body, ...]]:
    form = _form("oauth_problem", "oauth_parameters_absent", "message")
    return meaning, (Body(URL_ENCODED, form, {"oauth_problem": code}),)


def _operations(
    path: str, summary: str, names: tuple[str, ...], answer: Mapping[str, str], text: str
) -> tuple[Operation, Operation]:
    answers = {
        200: (summary, (Body(URL_ENCODED, _form(*answer), answer),)),
        400: _problem("Something is missing, or is not understood.", "parameter_absent"),
        401: _problem("The key, the token, the verifier, the nonce or the signature is no good.", "signature_invalid"),
        413: _problem("The form is too large.", "parameter_rejected"),
        429: _problem("Too many calls; `Retry-After` says when to go on.", "consumer_key_refused"),
        503: _problem("The database does not answer, or is busy: see `Retry-After`.", "internal_error"),
        507: _problem("There is no room left: see `Retry-After`.", "internal_error"),
    }
    query = tuple(Parameter(f"oauth_{name}", TEXTS[name]) for name in names)
    form = (Body(URL_ENCODED, _form(*(f"oauth_{name}" for name in names))),)
    return (
        Operation("GET", path, summary, answers, text=text, parameters=query),
        Operation("POST", path, summary, answers, text=text, body=form),
    )


EXCHANGES = (
    *_operations(
        "/oauth/initiate",
        "A request token.",
        INITIATE,
        {"oauth_token": "0f" * 16, "oauth_token_secret": "1e" * 16, "oauth_callback_confirmed": "true"},
        f"First of three legs. Then a person opens `/admin/oauth_authorize?oauth_token=…`, as one of the staff, or "
        f"`/oauth/authorize?oauth_token=…`, as a customer, and lets the application in. {PARAMETERS_NOTE}",
    ),
    *_operations(
        "/oauth/token",
        "An access token, in place of a request token.",
        TOKEN,
        {"oauth_token": "2d" * 16, "oauth_token_secret": "3c" * 16},
        f"Last of three legs. The token acts as the person who let the application in, and does not expire. "
        f"{PARAMETERS_NOTE}",
    ),
)
