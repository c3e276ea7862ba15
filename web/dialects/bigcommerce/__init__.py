"""BigCommerce V2; README.md says what is implemented, what differs and why."""
