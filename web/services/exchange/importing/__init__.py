"""Imports: folders of files, lists of addresses, exported folders. `start.py` sees which one a source is."""
