"""Limits of what the engine can draw, which the check of the settings holds to."""

MOST_AT_ONCE = 500
"""Largest mean of :func:`sim.core.draws.poisson`; from 745 on it would be wrong."""
