"""Webhooks: signed messages about changes, sent until they arrive."""
