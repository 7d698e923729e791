"""Screening: which of the model's numbers move what, by elementary effects (Morris 1991)."""
