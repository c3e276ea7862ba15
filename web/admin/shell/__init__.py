"""Shared by all pages of the admin: who may come in, errors, messages, languages."""
