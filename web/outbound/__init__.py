"""Every connection this program opens to an address that somebody gave it."""
