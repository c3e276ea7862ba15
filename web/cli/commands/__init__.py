"""Commands by subject, as the contract's section 2 lists them; each calls its namesake in `operations/`."""
