"""Remote URLs: parsed and checked once, so that nothing reads them another way later."""

import re
from urllib.parse import quote, unquote, urljoin, urlsplit

import idna
import msgspec

LONGEST = 2000
PORTS = {"http": 80, "https": 443}
SAFE = "/%:@!$&'()*+,;=~-._?[]"  # what stands for itself in a path or a query; everything else is percent-encoded
FORBIDDEN_CHARACTERS = re.compile(r"[\x00-\x20\x7f\\]")
HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]+", re.IGNORECASE)


class BadUrl(ValueError):
    """The text is not a URL of the web."""


class RemoteUrl(msgspec.Struct, frozen=True):
    """`host` is a name in ASCII or an IP address; `target` is the path with its query, percent-encoded."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def usual_port(self) -> bool:
        return self.port in PORTS.values()

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host_header}{self.target}"


def read_url(text: str) -> RemoteUrl:
    """http and https only, without user, password or fragment. Raises BadUrl."""
    text = text.strip().replace(" ", "%20")
    if len(text) > LONGEST or FORBIDDEN_CHARACTERS.search(text):
        raise BadUrl
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadUrl from error
    if parts.scheme not in PORTS or parts.fragment or "@" in parts.netloc or port == 0:
        raise BadUrl
    target = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
    return RemoteUrl(parts.scheme, _ascii(host), port or PORTS[parts.scheme], target)


def redirected(url: RemoteUrl, location: str) -> RemoteUrl:
    """The target of a redirect; never from https to http. Raises BadUrl."""
    if not location:
        raise BadUrl
    try:
        target = read_url(urljoin(str(url), location.partition("#")[0]))
    except ValueError as error:
        raise BadUrl from error
    if url.scheme == "https" and target.scheme != "https":
        raise BadUrl
    return target


def name_in(url: str) -> str:
    """File name of a URL: the last part of its path, as text."""
    return unquote(urlsplit(url).path.rpartition("/")[2])


def _ascii(host: str) -> str:
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode()
        except idna.IDNAError as error:
            raise BadUrl from error
    if not HOST.fullmatch(host):
        raise BadUrl
    return host
