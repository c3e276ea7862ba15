"""Magento 1 REST; README.md says what is implemented, what differs and why."""
