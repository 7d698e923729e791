"""What is counted when a week is over."""
