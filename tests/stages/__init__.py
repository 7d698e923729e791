"""What single stages do, and what is counted when they are over."""
