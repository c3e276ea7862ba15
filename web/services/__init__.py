"""Use cases: one write path, the reads, the catalogue, imports and exports. Knows no HTTP."""
