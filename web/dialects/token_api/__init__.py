"""The Token API; README.md says what is implemented, what differs and why."""
