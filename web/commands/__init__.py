"""The lines of the contract's section 2, by subject; each calls its namesake in `operating/`."""
