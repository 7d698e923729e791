"""Outreach, talk along ties, and feedback: what people come to know and feel."""
