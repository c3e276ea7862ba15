"""Tests of intake, checking and the file store."""
