"""The numbered cases of the notes the Token API was built from: how many there are, and those that are overruled."""

LAST = 50
VOID: dict[int, str] = {}
