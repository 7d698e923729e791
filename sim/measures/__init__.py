"""What is counted, of whom, and where the counts stand."""
