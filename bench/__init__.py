"""Benchmarks that print ratios: what Packshot does against what the framework does at all, in one run."""
