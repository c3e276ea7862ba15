"""A connection with an end to everything: the size of a head, and the wait for heads, bodies and readers.

What a request costs more is a few comparisons; a timer of each connection looks at it about every second.
"""

import fcntl
import struct
import termios
from asyncio import AbstractEventLoop, BaseTransport, TimerHandle
from contextlib import suppress
from typing import Any, cast

import httptools
import uvicorn
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.flow_control import HIGH_WATER_LIMIT
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from web.cli.server.progress import Progress
from web.cli.server.refusals import (
    LARGE_HEAD,
    LONGEST_HEAD,
    MOST_WAITING,
    NOT_HTTP,
    TOO_SLOW,
    Refusal,
    check_head,
    check_whole_head,
)
from web.settings.connection_limits import ConnectionLimits

PIECE = 64 * 1024  # bytes parsed at once, so that what is too much shows before it is held
LINGER = 2.0  # seconds in which a refused client may read why; what it sends meanwhile is dropped
LOOKS = 20  # in the shortest of the limits


class Config(uvicorn.Config):
    """What server and connections are made by."""

    limits = ConnectionLimits()


class Connection(HttpToolsProtocol):
    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        limits = self._limits = config.limits
        self.ws_protocol_class = None
        self.url, self.headers = b"", []
        self._running: RequestResponseCycle | None = None
        self._in_head = True  # also between requests
        self._since = 0.0  # when the head began; 0 while nothing of it came
        self._head = self._framing = self._body = 0  # bytes: of a head; between two of a body; of all bodies
        self._requests = self._watched = 0  # begun so far; whose body is being watched
        self._answered = 0.0  # when that one was answered although its body goes on
        self._ends = 0.0  # when a refused connection is closed
        self._upload = Progress(limits.stall_seconds, limits.least_rate)
        self._download = Progress(2 * limits.stall_seconds, limits.least_rate / 4)
        self._pending = self._read = 0  # bytes of responses that nobody has read yet; that somebody has

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]  # its own hint is too narrow
        self._made = self.loop.time()
        self._pause = min(1.0, self._limits.head_seconds / LOOKS, self._limits.stall_seconds / LOOKS)
        self._timer: TimerHandle = self.loop.call_later(self._pause, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        self._timer.cancel()
        self._tell_disconnected()
        super().connection_lost(exc)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._running = cycle
        super()._start_asgi_task(cycle, app)

    def _tell_disconnected(self) -> None:
        """Tell whoever works on a request, also when others were sent behind it."""
        for cycle in (self._running, self.cycle):
            if cycle is not None and not cycle.response_complete:
                cycle.disconnected = True
                cycle.message_event.set()

    def data_received(self, data: bytes) -> None:
        self._unset_keepalive_if_required()
        if self._in_head and not self._since:
            self._since = self.loop.time()
        if len(data) <= PIECE:
            self._parse(data)
            return
        for start in range(0, len(data), PIECE):
            self._parse(data[start : start + PIECE])

    def _parse(self, data: bytes) -> None:
        if self._ends:
            return
        body, self._piece = self._body, len(data)
        try:
            with suppress(httptools.HttpParserUpgrade):  # to what nobody here speaks: answered like any other
                self.parser.feed_data(data)
            if self._in_head:
                self._head += len(data)
                # of the first piece, an earlier request may have been part
                check_head(self.url, self.headers, self._head - PIECE)
            else:
                self._framing = 0 if body != self._body else self._framing + len(data)
                if self._framing > LONGEST_HEAD:  # trailers and extensions of chunks
                    raise LARGE_HEAD
        except Refusal as refusal:
            self._refuse(refusal)
        except httptools.HttpParserError as error:
            self._refuse(error.__context__ if isinstance(error.__context__, Refusal) else NOT_HTTP)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._requests += 1
        self._head = 0
        if not self._since:
            self._since = self.loop.time()

    def on_headers_complete(self) -> None:
        version = self.parser.get_http_version()
        check_whole_head(self.url, self.headers, version, self._head + self._piece)
        if len(self.pipeline) >= MOST_WAITING:
            raise NOT_HTTP
        super().on_headers_complete()
        self._in_head, self._since, self._head, self._framing = False, 0.0, 0, 0
        self.headers = []  # trailers come here, where nobody takes them for headers

    def on_body(self, body: bytes) -> None:
        self._body += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._in_head = True
        super().on_message_complete()

    def resume_writing(self) -> None:
        self._read += HIGH_WATER_LIMIT
        super().resume_writing()

    def _refuse(self, refusal: Refusal) -> None:
        """Answer where nothing else is owed or begun; end whoever works on what was sent."""
        cycle = self.cycle
        answered = cycle is None or cycle.response_complete
        speak = not self.pipeline and (answered if self._in_head else not cycle.response_started)
        self.pipeline.clear()
        self._tell_disconnected()
        self.flow.resume_reading()
        self._ends = self.loop.time() + LINGER
        if speak:
            self.transport.write(self._response(refusal))
            self.transport.write_eof()
        else:
            self.transport.close()

    def _response(self, refusal: Refusal) -> bytes:
        text = refusal.text.encode()
        headers = [
            *self.server_state.default_headers,
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", str(len(text)).encode()),
            (b"connection", b"close"),
        ]
        lines = b"".join(b"%s: %s\r\n" % header for header in headers)
        return STATUS_LINE[refusal.status] + lines + b"\r\n" + text

    def _look(self) -> None:
        now = self.loop.time()
        self._timer = self.loop.call_later(self._pause, self._look)
        if (self._ends and now >= self._ends) or self._is_unread(now):
            self.transport.abort()
        elif self.transport.is_closing() or self._ends:
            return
        elif self._in_head:
            self._look_at_head(now)
        else:
            self._look_at_body(now)

    def _look_at_head(self, now: float) -> None:
        waiting = self.cycle is not None and not self.cycle.response_complete
        if waiting or self.flow.read_paused:  # it is us who make it wait
            self._since = now if self._since else 0.0
        elif self._since and now - self._since >= self._limits.head_seconds:
            self._refuse(TOO_SLOW)
        elif not self._requests and now - self._made >= self._limits.head_seconds:
            self.transport.close()

    def _look_at_body(self, now: float) -> None:
        cycle = self.cycle
        if self._watched != self._requests:
            self._watched, self._answered = self._requests, 0.0
            self._upload.start(self._body, now)
        elif cycle.response_complete:
            self._answered = self._answered or now
            if now - self._answered >= self._limits.stall_seconds:
                self.transport.close()
        elif self.flow.read_paused or cycle.waiting_for_100_continue:
            self._upload.start(self._body, now)
        elif self._upload.has_stalled(self._body, now):
            self._refuse(TOO_SLOW)

    def _is_unread(self, now: float) -> bool:
        """Whether responses wait for a client that does not read, or hardly."""
        waiting = self.transport.get_write_buffer_size()
        if not waiting:
            self._pending = 0
            return False
        pending, before = waiting + self._unacknowledged(), self._pending
        self._pending = pending
        if not before:
            self._download.start(self._read, now)
        self._read += max(0, before - pending)
        return self._download.has_stalled(self._read, now)

    def _unacknowledged(self) -> int:
        """Bytes that the system holds for the client; 0 where it does not tell."""
        with suppress(OSError):
            number = fcntl.ioctl(self.transport.get_extra_info("socket").fileno(), termios.TIOCOUTQ, bytes(4))
            return cast(int, struct.unpack("i", number)[0])
        return 0
