"""Imports: folders of files, lists of addresses, exported folders. `runs.py` sees which one a source is."""
