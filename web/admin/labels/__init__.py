"""The label grid, and the same as CSV."""
