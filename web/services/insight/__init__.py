"""Coverage of labels, and quality findings, over the whole shop."""
