"""Keeping storage and database in order: doctor, sweep, quarantine."""
