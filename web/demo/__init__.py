"""The demo shop: its catalogue and its pictures, all drawn here."""
