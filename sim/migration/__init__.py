"""The documented route, outcomes, news from abroad and returns."""
