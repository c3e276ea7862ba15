"""The page of one image: everything about it, replacing its picture."""
