"""What was done: history, undo, trash."""
