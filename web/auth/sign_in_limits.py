"""The brake on guessing passwords: attempts to sign in, counted in the database for all workers and instances.

Counted three ways, each for a quarter of an hour from its first attempt: per name and address, so that one guesser is
slow; per name, so that many guessers of one name are; per address, so that one guesser of many names is. From an
address where the name signed in before, the name's own limit does not apply: nobody locks a person out from afar.
"""

from ipaddress import IPv6Address, ip_address

import msgspec

from web.auth.secrets import hash_of
from web.database.queries import sign_in_attempts as rows
from web.gallery.clock import DAY, SECOND, now

ATTEMPTS, WINDOW = 10, 15 * 60 * SECOND  # wrong passwords per name and address, until the window has passed
PER_NAME, PER_ADDRESS = 50, 100  # and from all addresses together; and for all names together
KNOWN = 90 * DAY  # how long an address is one where the name signed in before
SUBNET = 64  # bits of an IPv6 address, below which it is its owner's to choose
TASK = "sign_in_attempts"
INTERVAL = 600.0  # seconds


class TooManyAttempts(Exception):
    def __init__(self, retry_after: int) -> None:
        super().__init__(f"try again in {retry_after} s")
        self.retry_after = retry_after  # seconds


class LoginThrottle(msgspec.Struct, frozen=True):
    """Limits of attempts to sign in. Unknown names are counted like known ones."""

    attempts: int = ATTEMPTS
    per_name: int = PER_NAME
    per_address: int = PER_ADDRESS

    async def record_attempt(self, name: str, address: str) -> None:
        """Count an attempt as wrong until `reset` says otherwise, so that many at once are no more than one by one.

        Raises TooManyAttempts; then it is not counted. Raises Unavailable.
        """
        moment, network = now(), network_of(address)
        limits = {_both(name, network): self.attempts, _address(network): self.per_address}
        if (await rows.ends_at(_known(name, network)) or 0) <= moment:
            limits[_name(name)] = self.per_name
        until = await rows.count(limits, moment, moment + WINDOW)
        if until is not None:
            raise TooManyAttempts(max(1, -((moment - until) // SECOND)))

    async def reset(self, name: str, address: str) -> None:
        """Forget the name's attempts, after a right password; the address's others stay. Raises Unavailable."""
        network = network_of(address)
        forgotten = _both(name, network), _name(name)
        await rows.succeed(forgotten, _address(network), _known(name, network), now() + KNOWN)


async def forget_old() -> None:
    await rows.forget(now())


def network_of(address: str) -> str:
    """What one guesser has: an IPv4 address, or the /64 of an IPv6 one; anything else as it is."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        below = 128 - SUBNET
        return str(parsed.ipv4_mapped or IPv6Address(int(parsed) >> below << below))
    return str(parsed)


def _both(name: str, network: str) -> str:
    return hash_of("sign in", "both", network, name)


def _name(name: str) -> str:
    return hash_of("sign in", "name", name)


def _address(network: str) -> str:
    return hash_of("sign in", "address", network)


def _known(name: str, network: str) -> str:
    return hash_of("sign in", "known", network, name)
