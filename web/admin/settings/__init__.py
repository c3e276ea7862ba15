"""What an admin sets up: people, credentials, stores, webhooks; and health."""
