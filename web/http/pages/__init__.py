"""Pages for people: session, sign-in, templates, languages, forms."""
