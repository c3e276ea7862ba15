"""What every HTTP face shares: forms, CSRF, ranges, proxies, disconnects, metrics, health; and pages."""
