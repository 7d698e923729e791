"""Kinds of ties, closest first: of two kinds between the same persons the smaller code counts."""

from __future__ import annotations

from typing import get_args

from sim.settings.network import TieName

HOUSEHOLD, PARENT, SIBLING, IN_LAW, COUSIN, NEIGHBOUR, FRIEND, GROUP, INSTITUTION = range(9)
KINDS: tuple[str, ...] = get_args(TieName)
"""Names of the codes. ``parent`` is a parent or child in another household, ``cousin`` includes uncles and aunts,
``group`` is a school class, congregation, women's or youth group, ``institution`` ties a leader to members."""
LAST_KIN = COUSIN
NO_KIND = 255
