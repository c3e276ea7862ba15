"""Programs for whoever works on Packshot; none of them is part of it."""
