"""Renders of one picture, for all tests of imaging."""

from tests.imaging.renditions.conftest import rendered

__all__ = ["rendered"]
