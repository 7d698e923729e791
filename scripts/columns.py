"""The page of all columns: which tables there are (``columns.yaml``), what their columns mean, and all measures.

``python -m scripts.columns``, also part of ``make docs``, writes ``docs/columns.md`` anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from experiments.composing.compose import compose
from scripts.markdown import table
from sim.measures.catalogue import OF_WHOM, Measure, measures_with_channels

HERE = Path(__file__).resolve()
PATH = HERE.parent.parent / "docs" / "columns.md"

HEAD = """# All columns · Semua kolom

Made by `make docs` from the code; do not edit by hand. · Dibuat oleh `make docs` dari kode; jangan disunting.

Every table that a command writes, with its columns, in English and Indonesian; below them [all
measures](#measures--ukuran) of the model. A *flow* is counted during a week and can be added up over weeks, a
*stock* stands at the end of a week. How each thing comes about is said in [sim/ODD.md](../sim/ODD.md). Three series
are never the same: true departures (`undocumented_departures`), reports received (`reports_received`) and
departures averted (`departures_averted`).

Setiap tabel yang ditulis perintah beserta kolomnya, dalam bahasa Inggris dan Indonesia; di bawahnya [semua
ukuran](#measures--ukuran) model. *Arus* dihitung selama satu minggu dan dapat dijumlahkan, *stok* adalah keadaan
pada akhir minggu. Tiga deret tidak pernah sama: keberangkatan sebenarnya, laporan diterima, dan keberangkatan yang
dicegah.
"""

MEASURES = """## Measures · Ukuran

Each stands for itself in the column `measure` of `weekly.csv` and `summary.csv` and in `quantity` of
`scenarios.csv`, and is a column of `runs.csv`; those with an entry under *group and sex of* are columns of
`groups.csv` too. Each channel has a `reports_` and a `know_` of its own; these are the channels of
`configs/channel/`. Levels such as `awareness` are sums over residents: divided by `residents` they are means. They
are reckoned in the first week, in each 13th and in the last one, and stay as they were in between. Days are sums
too: `lead_time_days` is divided by `counselled`, `response_time_days` by the cases answered in time, expired,
found to be false alarms and dropped.
"""
WHICH = (
    ("a column for each measure of a person", "satu kolom untuk tiap ukuran tentang orang"),
    ("a column for each measure", "satu kolom untuk tiap ukuran"),
)
"""What a table's measures are: those of a person, or all."""


@cache
def files() -> dict[str, dict[str, Any]]:
    """What is said about each table: ``command/name.csv`` to texts and columns."""
    tables: dict[str, dict[str, Any]] = yaml.safe_load(HERE.with_suffix(".yaml").read_text(encoding="utf-8"))
    return tables


def columns_of(file: str, measures: Sequence[Measure]) -> list[str]:
    """The columns a table should have, in order as far as they are its own, for a run with some measures."""
    about = files()[file]
    which = about.get("measures")
    return [*about["columns"], *(one.name for one in measures if which == "all" or (which and one.of_whom))]


def page() -> str:
    """The whole page."""
    channels = compose([]).settings.channels
    measures = measures_with_channels((name, one.title.en, one.title.id) for name, one in channels.items())
    parts = [HEAD]
    for file, about in files().items():
        parts += [
            f"## {file.partition('/')[2]} · `{file.partition('/')[0]}`\n",
            f"{about['en']}.\n",
            f"{about['id']}.\n",
        ]
        rows = [[f"`{name}`", text["unit"], text["en"], text["id"]] for name, text in about["columns"].items()]
        if "measures" in about:
            rows.append(["measures", "see below", *WHICH[about["measures"] == "all"]])
        parts.append(table(["column · kolom", "unit", "meaning", "arti"], rows))
    heads = ["measure · ukuran", "unit", "kind", "meaning", "arti", "group and sex of", "kelompok dan jenis kelamin"]
    return "\n".join([*parts, MEASURES, table(heads, [_row(one) for one in measures])])


def _row(measure: Measure) -> list[str]:
    whose = OF_WHOM.get(measure.of_whom)
    group_and_sex = [whose.en, whose.id] if whose else ["", ""]
    return [f"`{measure.name}`", measure.unit, measure.kind, measure.en, measure.id, *group_and_sex]


if __name__ == "__main__":
    PATH.write_text(page(), encoding="utf-8")
