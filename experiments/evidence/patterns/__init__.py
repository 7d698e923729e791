"""Patterns: what evidence or the founding paper lets one expect of the model, and whether it is found."""
