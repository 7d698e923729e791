"""Hours, triage, counsel and what is done about recruiters."""
