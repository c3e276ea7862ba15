"""What pages for people stand on: session, sign-in, templates, languages, forms."""
