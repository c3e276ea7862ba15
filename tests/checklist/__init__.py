"""Security checklist: what has happened to others with pictures, line by line, does not happen here."""
