"""History, undo and trash."""
