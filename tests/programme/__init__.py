"""Schedules, budgets, own funding, named programmes."""
