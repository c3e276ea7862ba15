"""The numbered cases of the notes Spiffy Stores was built from: how many there are, and those that are overruled."""

LAST = 65
VOID: dict[int, str] = {}
