"""The `packshot` command: `commands/` read words and print, `operations/` do the work."""
