"""The only place that knows the ORM: tables, engines, transactions and the prepared reads."""
