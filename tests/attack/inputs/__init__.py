"""What people bring, a file a kind or two."""
