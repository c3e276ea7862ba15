"""What a gallery is: values and rules, knowing nothing of databases, files or the web."""
