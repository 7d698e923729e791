"""Colours the colour-blind can tell apart, and markers that survive black-and-white print.

Colours: Okabe & Ito 2008, "Color universal design".
"""

from __future__ import annotations

BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
BLUE, VERMILLION, PURPLE, GREY = "#0072B2", "#D55E00", "#CC79A7", "#6B6B6B"
BAND = "#CFE8DC"
"""What is known or expected, behind what is found."""

LOOKS = (
    (BLACK, "o", "-"),
    (BLUE, "s", "--"),
    (VERMILLION, "^", "-."),
    (GREEN, "D", ":"),
    (PURPLE, "v", (0, (5, 1, 1, 1, 1, 1))),
    (ORANGE, "P", (0, (3, 1))),
    (SKY, "X", (0, (1, 1))),
)
"""Colour, marker and line of the first, second, ... line of a figure."""
