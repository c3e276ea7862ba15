"""What the commands do: one coroutine each, returning the facts that the command prints."""
