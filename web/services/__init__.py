"""What can be done, whoever asks: one write path, the reads, the catalogue. Knows no HTTP."""
