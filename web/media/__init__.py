"""Pictures over HTTP: their addresses, responses and the cache of finished ones."""
