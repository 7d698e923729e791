"""What can be noticed and reported: incidents, cases about them, whom a report accuses."""
