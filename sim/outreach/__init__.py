"""Sessions: who comes, what they take home, local actors, publicity of arrests."""
