"""Pictures and labels in and out: CSV files, exports, imports."""
