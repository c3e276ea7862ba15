"""The first page: products and collections."""
