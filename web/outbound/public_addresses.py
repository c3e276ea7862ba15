"""Public addresses: those that "image by URL" and webhooks may reach, and no others.

Stricter than `ipaddress.is_global`, which lets through translated and tunnelled forms of private addresses
(64:ff9b::7f00:1, 2002:7f00:1::), multicast, and the addresses at which clouds tell machines their secrets.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

NOT_THESE = tuple(
    IPv4Network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments; 192.0.0.192 is a cloud's metadata service
        "192.88.99.0/24",  # relays of 6to4
        "168.63.129.16/32",  # a cloud's own service, on an address that looks public
    )
)
UNICAST = IPv6Network("2000::/3")
NOT_THESE_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments; Teredo, which carries an IPv4 address inside
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which carries an IPv4 address inside
        "3fff::/20",  # documentation
    )
)


def plain(text: str) -> Address:
    """The address a text says, IPv4 where it is IPv4 in IPv6's clothes. Raises ValueError."""
    address = ip_address(text)
    return getattr(address, "ipv4_mapped", None) or address


def is_public(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast and not within(address, NOT_THESE)
    return address in UNICAST and address.is_global and not within(address, NOT_THESE_6)


def within(address: Address, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks)
