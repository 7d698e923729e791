"""How an offer is weighed: the utilities of leaving without documents, of the documented road, and of staying."""
