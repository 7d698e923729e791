"""What holds whatever happens: bits, order, conservation, directions, closed forms."""
