"""Papers and outcomes."""
