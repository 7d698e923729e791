"""One figure a file, drawn from the tables and results."""
