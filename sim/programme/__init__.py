"""The programme in force: where it works when, what is open, what it may spend."""
