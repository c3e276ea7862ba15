"""SQL by subject: one module an aggregate."""
