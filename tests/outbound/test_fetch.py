"""The safe fetcher against real sockets on 127.0.0.1, and a resolver of the test's own where names matter."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from ipaddress import ip_network
from pathlib import Path

import httpcore
import pytest

from tests.outbound.remote_host import PICTURE, Host, moved, raw_response, remote_host, self_signed, unbounded
from tests.waiting import LONG
from web.files.received import Limits
from web.gallery.model import Actor
from web.gallery.picture_errors import EmptyFile, NotFetched, TooManyBytes
from web.outbound.connect import trusted
from web.outbound.fetch import Fetcher
from web.outbound.urls import name_in

pytestmark = pytest.mark.anyio
LOCAL = (ip_network("127.0.0.0/8"),)
ANN, BOB = Actor(dialect="admin", person=1), Actor(dialect="bigcommerce", person=2, credential=7)


class Names:
    """Resolves as told; the answers to a name are given one list after the other, the last for ever."""

    def __init__(self, **names: list[list[str]]) -> None:
        self.names = {name.replace("_", "."): responses for name, responses in names.items()}
        self.looked_up: list[str] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        responses = self.names.get(host)
        if not responses:
            raise OSError("no such host")
        return responses.pop(0) if len(responses) > 1 else responses[0]


Trust = Callable[[Path], None]


@pytest.fixture
def trust(monkeypatch: pytest.MonkeyPatch) -> Iterator[Trust]:
    """Has a file of certificates stand for the system's, which are read once by every process."""

    def by(authority: Path) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(authority))
        trusted.cache_clear()

    yield by
    trusted.cache_clear()


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    async with remote_host() as host:
        yield host


async def fetch(fetcher: Fetcher, url: str) -> bytes:
    async with await fetcher.receive(url, ANN) as received:
        return received.path.read_bytes()


def remaining_files(temp_dir: Path) -> list[Path]:
    return list(temp_dir.iterdir()) if temp_dir.exists() else []


async def test_what_lies_at_an_address_is_received(host: Host, limits: Limits) -> None:
    assert await fetch(Fetcher(limits, LOCAL), host.url()) == PICTURE


async def test_nothing_is_told_about_us_and_no_compression_is_asked_for(host: Host, limits: Limits) -> None:
    await fetch(Fetcher(limits, LOCAL), host.url())
    lines = host.requests[0].lower().split("\r\n")
    assert "accept-encoding: identity" in lines
    assert not [line for line in lines if line.startswith(("cookie", "authorization", "referer", "x-"))]


async def test_without_leave_the_inner_network_is_not_reached(host: Host, limits: Limits) -> None:
    with pytest.raises(NotFetched):
        await fetch(Fetcher(limits, ()), host.url())
    assert host.requests == []


@pytest.mark.parametrize(
    "name",
    ["127.1", "0x7f.1", "2130706433", "017700000001", "localhost", "localhost.", "[::1]", "[::ffff:127.0.0.1]", "0"],
)
async def test_no_spelling_of_this_machine_gets_past(name: str, host: Host, limits: Limits) -> None:
    with pytest.raises(NotFetched):
        await fetch(Fetcher(limits, ()), host.url(host=name))
    assert host.requests == []


async def test_one_inner_address_among_the_answers_is_one_too_many(host: Host, limits: Limits) -> None:
    names = Names(shop_test=[["93.184.216.34", "127.0.0.1"]])
    with pytest.raises(NotFetched):
        await fetch(Fetcher(limits, (), resolve=names), "http://shop.test/a.jpg")


async def test_a_name_is_looked_up_once_and_the_judged_address_is_called(host: Host, limits: Limits) -> None:
    names = Names(shop_test=[["127.0.0.1"], ["169.254.169.254"]])
    assert await fetch(Fetcher(limits, LOCAL, resolve=names), host.url(host="shop.test")) == PICTURE
    assert names.looked_up == ["shop.test"]
    assert f"host: shop.test:{host.port}" in host.requests[0].lower()


async def test_a_name_in_other_letters_is_looked_up_in_ascii(host: Host, limits: Limits) -> None:
    names = Names(**{"xn--bcher-kva_test": [["127.0.0.1"]]})
    assert await fetch(Fetcher(limits, LOCAL, resolve=names), host.url(host="bücher.test")) == PICTURE


async def test_public_hosts_are_asked_on_the_usual_ports_alone(limits: Limits) -> None:
    names = Names(shop_test=[["93.184.216.34"]])
    with pytest.raises(NotFetched):
        await fetch(Fetcher(limits, (), resolve=names, connect=0.2), "http://shop.test:22/a.jpg")


@pytest.mark.parametrize(
    "url",
    [
        "", "a.jpg", "//127.0.0.1/a.jpg", "ftp://shop.test/a.jpg", "file:///etc/passwd", "gopher://shop.test/1",
        "data:image/png;base64,AAAA", "http://", "http:///a.jpg", "http://user@shop.test/", "http://u:p@shop.test/",
        "http://shop.test/a.jpg#b", "http://shop.test:0/", "http://shop.test:99999/", "http://shop.test:x/",
        "http://[::1/", "http://shop.test\\@127.0.0.1/", "http://a b.test/", "http://shop.test/a\nb", "http://-\u2488.test/",
        "http://shop.test/" + "a" * 2000, "http://" + "a" * 70 + ".test/",
    ],
)  # fmt: skip
async def test_what_is_no_plain_web_address_is_refused(url: str, limits: Limits) -> None:
    with pytest.raises(NotFetched):
        await fetch(Fetcher(limits, LOCAL), url)


async def test_blanks_and_other_letters_in_the_path_are_percent_encoded(host: Host, limits: Limits) -> None:
    host.responses["/red%20dr%C3%A9ss.jpg?a=%C3%A9&b=%20"] = raw_response(PICTURE)
    assert await fetch(Fetcher(limits, LOCAL), host.url("/red dréss.jpg?a=é&b=%20")) == PICTURE


async def test_three_redirects_are_followed_and_a_fourth_is_not(host: Host, limits: Limits) -> None:
    host.responses |= {"/1": moved("/2"), "/2": moved(host.url("/3")), "/3": moved("a.jpg"), "/0": moved("/1")}
    assert await fetch(Fetcher(limits, LOCAL), host.url("/1")) == PICTURE
    with pytest.raises(NotFetched):
        await fetch(Fetcher(limits, LOCAL), host.url("/0"))


@pytest.mark.parametrize(
    "location", ["http://10.0.0.1/a.jpg", "http://inner.test/a.jpg", "file:///etc/passwd", "", "http://["]
)
async def test_where_a_redirect_leads_is_judged_like_the_first_address(
    location: str, host: Host, limits: Limits
) -> None:
    host.responses["/away"] = moved(location)
    names = Names(**{"127_0_0_1": [["127.0.0.1"]], "10_0_0_1": [["10.0.0.1"]], "inner_test": [["10.0.0.1"]]})
    with pytest.raises(NotFetched):
        await fetch(Fetcher(limits, LOCAL, resolve=names), host.url("/away"))
    assert len(host.requests) == 1


@pytest.mark.parametrize(
    "status", ["201 Created", "206 Partial Content", "304 Not Modified", "404 Not Found", "500 Oops"]
)
async def test_every_status_but_200_is_a_failure(status: str, host: Host, limits: Limits) -> None:
    host.responses["/a.jpg"] = raw_response(PICTURE, status)
    with pytest.raises(NotFetched):
        await fetch(Fetcher(limits, LOCAL), host.url())


@pytest.mark.parametrize(
    "headers", ["Content-Type: text/html; charset=utf-8", "Content-Encoding: gzip", "content-encoding: br"]
)
async def test_pages_and_compressed_bodies_are_not_taken(headers: str, host: Host, limits: Limits) -> None:
    host.responses["/a.jpg"] = raw_response(PICTURE, headers=headers)
    with pytest.raises(NotFetched):
        await fetch(Fetcher(limits, LOCAL), host.url())


async def test_an_empty_body_is_an_empty_file(host: Host, limits: Limits) -> None:
    host.responses["/a.jpg"] = raw_response(b"")
    with pytest.raises(EmptyFile):
        await fetch(Fetcher(limits, LOCAL), host.url())


async def test_a_length_over_the_limit_is_refused_before_the_body(host: Host, limits: Limits, temp_dir: Path) -> None:
    host.responses["/a.jpg"] = raw_response(b"x", length=limits.max_bytes + 1)
    with pytest.raises(TooManyBytes):
        await fetch(Fetcher(limits, LOCAL), host.url())
    assert remaining_files(temp_dir) == []


async def test_an_endless_body_ends_at_the_limit(host: Host, limits: Limits, temp_dir: Path) -> None:
    host.responses["/a.jpg"] = unbounded()
    host.endless.add("/a.jpg")
    with pytest.raises(TooManyBytes):
        await fetch(Fetcher(limits, LOCAL), host.url())
    assert remaining_files(temp_dir) == []


async def test_a_body_that_stops_early_leaves_nothing(host: Host, limits: Limits, temp_dir: Path) -> None:
    host.responses["/a.jpg"] = raw_response(PICTURE, length=len(PICTURE) + 1)
    with pytest.raises(NotFetched):
        await fetch(Fetcher(limits, LOCAL), host.url())
    assert remaining_files(temp_dir) == []


async def test_a_dripping_body_ends_at_the_deadline(host: Host, limits: Limits, temp_dir: Path) -> None:
    host.responses["/a.jpg"] = unbounded()
    host.dripping.add("/a.jpg")
    with pytest.raises(NotFetched) as refused:
        await fetch(Fetcher(limits, LOCAL, total=0.3), host.url())
    assert type(refused.value.__cause__) is TimeoutError  # of the whole; each byte was there in time
    assert remaining_files(temp_dir) == []


async def test_whose_addresses_drip_delays_nobody_elses(host: Host, limits: Limits) -> None:
    """However many there are of them: other callers' are fetched meanwhile."""
    host.responses |= {"/slow.jpg": unbounded()}
    host.dripping.add("/slow.jpg")
    fetcher = Fetcher(limits, LOCAL)
    slow = [asyncio.create_task(fetcher.receive(host.url("/slow.jpg"), BOB)) for _ in range(32)]
    await asyncio.sleep(0)
    async with asyncio.timeout(LONG):
        assert await fetch(fetcher, host.url()) == PICTURE
    assert not any(task.done() for task in slow)
    for task in slow:
        task.cancel()
    await asyncio.gather(*slow, return_exceptions=True)


async def test_a_host_that_says_nothing_is_given_up(host: Host, limits: Limits) -> None:
    host.silent.add("/a.jpg")
    with pytest.raises(NotFetched) as refused:
        await fetch(Fetcher(limits, LOCAL, first_byte=0.1), host.url())
    assert type(refused.value.__cause__) is httpcore.ReadTimeout


async def test_what_does_not_speak_http_is_a_failure(host: Host, limits: Limits) -> None:
    host.responses["/a.jpg"] = b"SSH-2.0-OpenSSH_9.9\r\n"
    with pytest.raises(NotFetched):
        await fetch(Fetcher(limits, LOCAL), host.url())


async def test_refusals_do_not_tell_inner_hosts_apart(host: Host, limits: Limits) -> None:
    names = Names(there_test=[["127.0.0.1"]])
    messages = []
    for url in (host.url(host="there.test"), "http://there.test:1/", "http://not-there.test/", "http://10.0.0.1/"):
        with pytest.raises(NotFetched) as refused:
            await fetch(Fetcher(limits, (), resolve=names), url)
        messages.append(str(refused.value).replace(url, ""))
    assert set(messages) == {""}


async def test_proxies_of_the_environment_are_not_used(
    host: Host, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert await fetch(Fetcher(limits, LOCAL), host.url()) == PICTURE


async def test_tls_checks_the_name_of_the_address_and_not_the_number(
    limits: Limits, tmp_path: Path, trust: Trust
) -> None:
    tls, authority = self_signed(tmp_path, "shop.test")
    trust(authority)
    names = Names(shop_test=[["127.0.0.1"]], other_test=[["127.0.0.1"]])
    async with remote_host(tls) as host:
        fetcher = Fetcher(limits, LOCAL, resolve=names)
        assert await fetch(fetcher, host.url(host="shop.test", scheme="https")) == PICTURE
        with pytest.raises(NotFetched):
            await fetch(fetcher, host.url(host="other.test", scheme="https"))


async def test_a_redirect_from_https_to_http_is_not_followed(
    host: Host, limits: Limits, tmp_path: Path, trust: Trust
) -> None:
    tls, authority = self_signed(tmp_path, "shop.test")
    trust(authority)
    async with remote_host(tls) as secure:
        secure.responses["/down"] = moved(host.url(host="shop.test"))
        names = Names(shop_test=[["127.0.0.1"]])
        with pytest.raises(NotFetched):
            await fetch(Fetcher(limits, LOCAL, resolve=names), secure.url("/down", host="shop.test", scheme="https"))
    assert host.requests == []


def test_a_file_is_called_like_the_last_part_of_its_path() -> None:
    assert name_in("https://shop.test/a/red%20dress.jpg?width=3#x") == "red dress.jpg"
    assert name_in("https://shop.test/") == ""
