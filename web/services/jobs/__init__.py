"""Work behind the requests: periodic tasks, their failures, and work on many things at once."""
