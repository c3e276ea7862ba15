"""A small renderer that draws the pictures of the demo shop, the same ones every time."""
