"""What a Mesa user sees: villagers, recruiters and officers as agents, read live from the columns of a world."""
