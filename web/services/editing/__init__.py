"""Changing galleries: the one write path, and what leads to it."""
