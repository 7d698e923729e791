"""What changes while the model runs: columns, event tables, and the codes in them."""
