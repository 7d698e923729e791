"""Villages from a user's table: every mistake of the file in one answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotated_types import Ge, Le

from sim.core.errors import InputError, Mistake
from sim.core.files import existing_file
from sim.core.sheets.columns import Column
from sim.core.sheets.reader import TableFile
from sim.core.sheets.readings import Limits, Locale
from sim.settings.village import MOST_HOUSEHOLDS, MOST_PEOPLE, RESERVED, VillageTraits

_TRAITS = {
    "men": ("bagian laki-laki di antara penduduk", "0.49", ("laki-laki", "laki laki")),
    "travel_hours": ("jam perjalanan sekali jalan dari kantor imigrasi ke desa", "1.5", ("jam tempuh", "waktu tempuh")),
    "signal": ("bagian penduduk yang terjangkau sinyal seluler", "80%", ("sinyal",)),
    "school": ("ada sekolah menengah", "yes", ("sekolah",)),
    "church": ("ada gereja", "no", ("gereja",)),
    "mosque": ("ada masjid", "yes", ("masjid",)),
    "adat": ("ada lembaga adat", "no", ("lembaga adat",)),
    "pocket_intensity": ("berapa kali perekrutan dibanding desa biasa", "1", ()),
    "agency_intensity": ("berapa kali perekrutan oleh perusahaan resmi dibanding desa biasa", "1", ()),
    "openness": ("keterbukaan terhadap orang luar: 0 tertutup, 1 terbuka", "0.5", ("keterbukaan",)),
    "own_funding": ("seberapa besar program diteruskan dengan uang desa sendiri setelah berakhir", "0", ()),
    "share_customary": ("bagian rumah tangga yang termasuk masyarakat adat", "0.1", ("masyarakat adat",)),
}
"""Meaning in Indonesian, example and other names of what describes a village; all else stands in the schema."""


def _trait(name: str) -> Column:
    field, (meaning, example, also) = VillageTraits.model_fields[name], _TRAITS[name]
    if field.annotation is bool:
        return Column(name, "yes or no", field.description or "", meaning, example, also)
    low, high = (next(getattr(one, end) for one in field.metadata if isinstance(one, kind)) for kind, end in _ENDS)
    return Column(name, "number", field.description or "", meaning, example, also, Limits(float(low), float(high)))


_ENDS = ((Ge, "ge"), (Le, "le"))
_PEOPLE, _HOUSEHOLDS = Limits(1, MOST_PEOPLE, whole=True), Limits(1, MOST_HOUSEHOLDS, whole=True)
COLUMNS = (
    Column(
        *("code", "id", "administrative or own code, without slash or blank", "kode wilayah atau kode sendiri"),
        *("34.01.12.2004", ("kode", "kode desa", "kode wilayah", "village code"), Limits(0, 0), True),
    ),
    Column(
        *("name", "text", "name of the village", "nama desa atau kelurahan"),
        *(
            "Banjaroya",
            ("nama", "nama desa", "desa", "kelurahan", "nama desa kelurahan", "village"),
            Limits(0, 0),
            True,
        ),
    ),
    Column(
        *("people", "number", "people of all ages", "jumlah penduduk segala umur"),
        *("8500", ("penduduk", "jumlah penduduk", "jiwa", "population"), _PEOPLE, True),
    ),
    Column(
        *("households", "number", "households; never more than people", "jumlah kepala keluarga (KK)"),
        *("2900", ("kk", "jumlah kk", "rumah tangga", "kepala keluarga", "keluarga"), _HOUSEHOLDS, True),
    ),
    *map(_trait, VillageTraits.model_fields),
    Column("number", "text", "number of the line, which is not read", "nomor urut, tidak dibaca", "1", ("no", "nomor")),
    Column("note", "text", "a remark, which is not read", "catatan, tidak dibaca", "", ("catatan", "keterangan")),
)
"""What a table of villages may have; the first four must be there."""
NOT_READ = ("number", "note")
SUMS = ("total", "jumlah", "sum")
"""Words with which a line says that it is no village."""


def read_villages(path: str | Path, locale: Locale | None = None) -> list[dict[str, Any]]:
    """The lines of the file as properties of villages; empty cells that need not be there are left out.

    Args:
        path: of a CSV or .xlsx with the columns of :data:`COLUMNS`, in any order.
        locale: the language in which its numbers are written; None to find it out.

    Raises:
        InputError: with all mistakes of the file.
    """
    file = existing_file(path, "place.villages_csv")
    table = TableFile(file, COLUMNS, locale, "place.table_locale")
    villages, first = [], dict[str, str]()
    for where, values in table.rows():
        values = {name: value for name, value in values.items() if name not in NOT_READ}
        villages.append(values)
        table.mistakes += _unusable(where, values, first)
    if not villages and not table.mistakes:
        what, allowed = "a header without lines below it", "a header and at least one village"
        table.mistakes.append(Mistake(table.name, what, allowed, "add a line a village"))
    if table.mistakes:
        raise InputError(table.mistakes)
    return villages


def _unusable(where: str, values: dict[str, Any], first: dict[str, str]) -> list[Mistake]:
    """What cells that can be read by themselves cannot be together; ``first`` is where each code stood first."""
    code, people, households = (values.get(name) for name in ("code", "people", "households"))
    mistakes = []
    if {str(values.get(name)).casefold() for name in ("code", "name")} & set(SUMS):
        mistakes.append(Mistake(where, "a line of sums", "a village in each line", "take this line away"))
    if code is not None and ("/" in code or code in RESERVED):
        allowed = f"a code without slash, other than {', '.join(RESERVED)}"
        mistakes.append(Mistake(f"{where}, column code", code, allowed, "give another code"))
    if code in first:
        allowed = f"a code that stands once (it is already in {first[code].rpartition(', ')[2]})"
        mistakes.append(Mistake(f"{where}, column code", code, allowed, "give each village its own code"))
    if code is not None:
        first.setdefault(code, where)
    if people is not None and households is not None and households > people:
        allowed = f"at most as many households as people ({people})"
        mistakes.append(Mistake(f"{where}, column households", households, allowed, "correct one of the two cells"))
    return mistakes
