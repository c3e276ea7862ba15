"""Headers of every answer, where nobody has set them closer to it: no sniffing, no frames, https for good."""

from litestar.types import HTTPResponseStartEvent, Scope

ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"frame-ancestors 'none'"),
    (b"referrer-policy", b"same-origin"),
)
TRANSPORT_SECURITY = (b"strict-transport-security", b"max-age=31536000")


def add_safe_headers(message: HTTPResponseStartEvent, scope: Scope) -> None:
    present = {name for name, _ in message["headers"]}
    added = [header for header in ALWAYS if header[0] not in present]
    if scope["scheme"] == "https":
        added.append(TRANSPORT_SECURITY)
    message["headers"] = [*message["headers"], *added]
