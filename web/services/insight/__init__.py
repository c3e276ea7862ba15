"""What is known of the whole shop: coverage and findings."""
