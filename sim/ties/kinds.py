"""Kinds of ties, closest first: of two kinds between the same persons the smaller code counts."""

from __future__ import annotations

HOUSEHOLD, PARENT, SIBLING, IN_LAW, COUSIN, NEIGHBOUR, FRIEND, GROUP, INSTITUTION = range(9)
KINDS = ("household", "parent", "sibling", "in-law", "cousin", "neighbour", "friend", "group", "institution")
"""Names of the codes. ``parent`` is a parent or child in another household, ``cousin`` includes uncles and aunts,
``group`` is a school class, congregation, women's or youth group, ``institution`` ties a leader to members."""
LAST_KIN = COUSIN
NO_KIND = 255
