"""Colours of a picture file: what it states about them, as an ICC profile, whatever way it states it."""
