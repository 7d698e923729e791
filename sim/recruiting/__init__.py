"""Recruiters, kin abroad, offers and the answer to them."""
