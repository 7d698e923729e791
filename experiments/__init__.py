"""What is done with the model: the command line, comparisons, results and reports."""
