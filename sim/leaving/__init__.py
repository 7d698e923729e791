"""Gates, departures, news from abroad and returns."""
