"""What pages for people stand on, in whichever part they are: session, guard against forged forms, templates."""
