"""Packshot: one gallery for a shop's product images."""

__version__ = "0.1.0"
