"""Slow tests: servers that are killed and servers under load. Part of `make test`, not of `make test-fast`."""
