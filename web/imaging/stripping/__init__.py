"""Copies that tell nothing of people, places and machines: parts of the file are left out, and no pixel is touched."""
