"""The two engines, SQLite and PostgreSQL, their connections, locks and transactions."""
