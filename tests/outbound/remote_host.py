"""A host on 127.0.0.1 that answers each path with the bytes it was told, slowly or for ever where that is asked."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from ssl import SSLContext

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.pictures import jpeg

PICTURE = jpeg(640, 480)


class Host:
    """`asked` keeps the heads of the requests, as they came."""

    def __init__(self) -> None:
        self.responses: dict[str, bytes] = {"/a.jpg": raw_response(PICTURE)}
        self.dripping: set[str] = set()
        self.endless: set[str] = set()
        self.silent: set[str] = set()
        self.requests: list[str] = []
        self.port = 0

    def url(self, path: str = "/a.jpg", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.requests.append(head)
            await self._answer(head.split()[1], reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass  # the other end hung up
        finally:
            writer.close()

    async def _answer(self, path: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if path in self.silent:
            await reader.read()
        writer.write(self.responses.get(path, raw_response(b"", "404 Not Found")))
        await writer.drain()
        while path in self.dripping:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0)  # so that it goes on for ever, and slowly beside any limit of bytes
        while path in self.endless:
            writer.write(b"x" * 2**16)
            await writer.drain()


def raw_response(body: bytes, status: str = "200 OK", *, length: int | None = None, headers: str = "") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", "Connection: close"]
    return "\r\n".join([*lines, *headers.splitlines(), "\r\n"]).encode() + body


def unbounded() -> bytes:
    """The head of a body that ends when the connection does."""
    return b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"


def moved(location: str) -> bytes:
    return raw_response(b"", "302 Found", headers=f"Location: {location}")


@asynccontextmanager
async def remote_host(tls: SSLContext | None = None) -> AsyncIterator[Host]:
    host = Host()
    server = await asyncio.start_server(host.serve, "127.0.0.1", 0, ssl=tls)
    host.port = server.sockets[0].getsockname()[1]
    try:
        yield host
    finally:
        server.close()


def self_signed(folder: Path, name: str) -> tuple[ssl.SSLContext, Path]:
    """Make a self-signed certificate: the server's TLS context, and the file that makes a client trust it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    public = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(public + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context, path
