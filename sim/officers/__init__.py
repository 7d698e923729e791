"""Officers and other receivers: hours, standing, visits, hearing, triage, counsel, partners."""
