"""What has happened to others with pictures, line by line, and that it does not happen here."""
