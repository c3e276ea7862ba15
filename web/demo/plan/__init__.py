"""The plan of the pictures, one file per department."""
