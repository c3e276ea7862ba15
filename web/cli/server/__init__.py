"""The server process: what a connection may ask of it, how it stops, and how several are kept running."""
