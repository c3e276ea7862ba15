"""How we ask: the browser application."""
