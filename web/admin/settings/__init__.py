"""Settings: people, credentials, stores, webhooks; and health."""
