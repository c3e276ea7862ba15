"""Public and private IP addresses; the list is that of other people's accidents."""

import pytest

from web.outbound.public_addresses import is_public, plain


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200",
        "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.0.192", "192.0.0.9", "192.0.2.1", "198.18.0.1",
        "0.0.0.0",  # noqa: S104 - nothing listens there, it is only asked about
        "192.88.99.1", "168.63.129.16",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b:1::1",
        "2002:7f00:1::", "2001::1", "2001:db8::1", "3fff::1", "fec0::1", "fe80::1", "fc00::1", "fd00:ec2::254",
        "ff02::1", "4000::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_of_the_public_internet_is_told_so(address: str) -> None:
    assert not is_public(plain(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8"]
)
def test_a_public_address_is_public(address: str) -> None:
    assert is_public(plain(address))


@pytest.mark.parametrize("text", ["127.1", "0x7f.1", "2130706433", "017700000001", "", "example.com"])
def test_what_is_no_plain_address_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="address"):
        plain(text)
