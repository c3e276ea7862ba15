"""Where bytes lie: files under their content's hash, and the way from bytes arriving to a checked picture."""
