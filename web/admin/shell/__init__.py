"""What every page of the admin shares: who may come in, errors, messages, languages."""
