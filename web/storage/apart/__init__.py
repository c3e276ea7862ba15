"""Work on pictures done apart: in child processes that may fail, within limits of memory and time."""
