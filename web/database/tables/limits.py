"""What is counted for all server processes together, so that a limit holds whichever of them is asked."""

from piccolo.columns import BigInt, Text
from piccolo.table import Table

from web.database.columns import Number


class SignInAttempt(Table):
    """Attempts to sign in by name, by address and by both, until a time; and from where a name signed in before."""

    id = Number(primary_key=True)
    key_hash = Text(unique=True)  # of what they are counted by
    attempts = BigInt()
    until = BigInt(index=True)
