"""Pictures in other sizes and formats: which there are, how they are made, kept and found."""
