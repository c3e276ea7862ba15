"""Tests of sizes, rendering, and serving pictures."""
