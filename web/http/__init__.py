"""Shared by every HTTP face: forms, CSRF, ranges, proxies, disconnects, metrics, health; and pages."""
