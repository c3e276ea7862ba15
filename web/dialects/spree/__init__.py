"""Spree v1; README.md says what is implemented, what differs and why."""
