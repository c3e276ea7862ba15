"""Operations behind the commands: a coroutine each, returning the facts that the command prints."""
