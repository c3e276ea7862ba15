"""Spiffy Stores; README.md says what is implemented, what differs and why."""
