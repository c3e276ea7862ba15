"""The gallery page: its cards, forms, uploads, bulk edits."""
