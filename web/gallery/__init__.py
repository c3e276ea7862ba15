"""Galleries: values and rules, knowing nothing of databases, files or the web."""
