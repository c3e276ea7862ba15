"""The things that are photographed, one file per family."""
