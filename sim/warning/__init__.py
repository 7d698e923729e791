"""Noticing, reporting and the way of a report to a case."""
