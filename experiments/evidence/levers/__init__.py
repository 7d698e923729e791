"""Levers and concepts: what moves when one of them alone goes from one end of its range to the other."""
