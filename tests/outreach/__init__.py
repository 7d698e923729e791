"""Local actors and publicity."""
