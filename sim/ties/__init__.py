"""Who has contact with whom: families, neighbours, friends, groups and institutions."""
