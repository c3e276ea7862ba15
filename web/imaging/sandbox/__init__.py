"""Worker processes in which strangers' pictures are decoded, within limits of memory and time."""
