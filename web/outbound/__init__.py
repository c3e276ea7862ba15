"""Connections to addresses that somebody gave: all that this program opens."""
