"""Packshot as it is installed: from the locks, as a wheel, in a container."""
