"""`Idempotency-Key`: a program's request is carried out once, and answered alike if it is sent again within a day."""

import asyncio
import zlib
from base64 import b64decode, b64encode
from collections.abc import Sequence

import msgspec
from litestar import Response
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from web.admin.gallery.data import EditData, entry_data
from web.admin.shell.session import AdminRequest
from web.auth.secrets import hash_of
from web.context import context_of
from web.http.pages.forms import BadForm, form_of
from web.http.pages.language import _
from web.http.pages.session import PageRequest
from web.services.editing import history, request_keys
from web.services.editing.request_keys import KeptAnswer, KeyBusy

HEADER, REPLAYED = "idempotency-key", "idempotency-replayed"
LONGEST_KEY = 255  # characters
WAIT, STEP = 20.0, 0.1  # seconds that a second request waits for the first to end, and between looks


class SentAnswer(msgspec.Struct, frozen=True):
    """An answer as it was sent: headers as text, the body compressed, as base64."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str


class DoneData(msgspec.Struct, frozen=True, kw_only=True):
    """The answer where the server was stopped before it could give its own: what was changed."""

    edit: EditData


class Idempotency(ASGIMiddleware):
    """Carries out a POST with a key once. Raises BadForm, KeyUsed, KeyBusy, CutShort."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        request = PageRequest(scope, receive)
        key = request.headers.get(HEADER)
        if key is None or request.method != "POST" or scope.get("auth") is None:
            await next_app(scope, receive, send)
            return
        if not 1 <= len(key) <= LONGEST_KEY:
            text = _("The key must have 1 to %(limit)s characters.", limit=LONGEST_KEY)
            raise BadForm(text, "Idempotency-Key", LONGEST_KEY)
        key_hash = hash_of("request key", str(request.auth.credential), key)
        kept = await _claim(key_hash, await _fingerprint(request))
        if kept is None:
            await _carry_out(key_hash, request, send, next_app)
        else:
            await (await _again(request, kept)).to_asgi_response(None, request)(scope, receive, send)


async def _claim(key_hash: str, fingerprint: str) -> KeptAnswer | None:
    """Claim the key; wait for the request with the same one to end. Raises KeyUsed, KeyBusy, CutShort."""
    for _look in range(int(WAIT / STEP)):
        try:
            return await request_keys.claim(key_hash, fingerprint)
        except KeyBusy:
            await asyncio.sleep(STEP)
    return await request_keys.claim(key_hash, fingerprint)


async def _fingerprint(request: AdminRequest) -> str:
    """Digest of what is sent and where. Of its form rather than its bytes: a multipart body differs each time."""
    form = await form_of(request)
    return hash_of(request.url.path, request.url.query, *(text for part in form.parts() for text in part))


async def _carry_out(key_hash: str, request: AdminRequest, send: Send, next_app: ASGIApp) -> None:
    """Answer and keep the answer; after a failure of ours the request may be sent again."""
    status, headers, body = 500, list[tuple[bytes, bytes]](), bytearray()

    async def keeping_send(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status, headers = message["status"], list(message["headers"])
        elif message["type"] == "http.response.body":
            body.extend(message["body"])
            if not message.get("more_body"):
                await _finish(key_hash, request, status, headers, bytes(body))
        await send(message)

    try:
        await next_app(request.scope, request.receive, keeping_send)
    except BaseException:
        await asyncio.shield(request_keys.release(key_hash))
        raise


async def _finish(
    key_hash: str, request: AdminRequest, status: int, headers: Sequence[tuple[bytes, bytes]], body: bytes
) -> None:
    if status >= 500:
        await request_keys.release(key_hash)
        return
    texts = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)
    answer = SentAnswer(status, texts, b64encode(zlib.compress(body)).decode())
    await request_keys.finish(key_hash, context_of(request).secret_box.seal(msgspec.json.encode(answer).decode()))


async def _again(request: AdminRequest, kept: KeptAnswer) -> Response[bytes]:
    """The answer as it was; where there is none, what the journal says was done."""
    if kept.answer is None:
        entry = await history.entry(kept.entry) if kept.entry is not None else None
        body = msgspec.json.encode(DoneData(edit=entry_data(entry)) if entry else None)
        return Response(body, media_type="application/json", headers={REPLAYED: "true"})
    answer = msgspec.json.decode(context_of(request).secret_box.open(kept.answer), type=SentAnswer)
    response = Response(zlib.decompress(b64decode(answer.body)), status_code=answer.status)
    response.headers.update(dict(answer.headers) | {REPLAYED: "true"})
    return response
