"""Recruiters, their finders and posts, whom they ask, and how they react to pressure."""
