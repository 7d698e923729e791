"""What is said of a tie, and what people call it: in tables and in graphs alike."""

from __future__ import annotations

from sim.core.sheets.columns import Column, plain
from sim.core.sheets.readings import Limits
from sim.ties.kinds import KINDS

_ID = "village code/household number/member number, counted from 1"
COLUMNS = (
    Column(
        *("a", "id", f"one person: {_ID}", "satu orang: kode desa/nomor rumah tangga/nomor anggota, mulai dari 1"),
        *("K1/1/1", ("source", "from", "dari", "orang 1", "person 1"), Limits(0, 0), True),
    ),
    Column(
        *("b", "id", "the other person", "orang lainnya", "K1/2/1"),
        *(("target", "to", "ke", "orang 2", "person 2"), Limits(0, 0), True),
    ),
    Column(
        *("kind", "text", f"one of {', '.join(KINDS)}; left empty: friend"),
        *(f"salah satu dari {', '.join(KINDS)}; bila kosong: friend", "sibling", ("jenis", "jenis hubungan")),
    ),
    Column(
        *("strength", "number", "how much contact, 0 to 1; left empty: usual for the kind"),
        *("seberapa erat, 0 sampai 1; bila kosong: yang lazim untuk jenisnya", "0.8", ("kekuatan", "keeratan")),
    ),
)
"""What a table of ties may have; the two persons must be there."""
ABOUT_A_TIE = {plain(name): column.name for column in COLUMNS[2:] for name in (column.name, *column.also)}
"""Kind and strength, by every name that each may have."""
