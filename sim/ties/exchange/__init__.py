"""Ties from users' files and graphs, and as graphs for other programs."""
