"""Recruiters, finders, reactions."""
