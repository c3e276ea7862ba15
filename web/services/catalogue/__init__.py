"""The shop's stores, products and collections: loading, browsing, looking up."""
