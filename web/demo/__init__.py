"""The demo shop: its catalogue, its pictures and what loads them. `tools/demo_pictures` draws the pictures."""
