"""People, sessions, credentials, quotas, throttling, secrets at rest."""
