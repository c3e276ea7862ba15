"""Shared by everything that speaks HTTP: forms, CSRF, ranges, proxies, disconnects, metrics, health; and pages."""
