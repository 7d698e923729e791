"""The page on what people bring and what they get: ``python -m scripts.robustness``, also part of ``make docs``.

Counts and examples come from the campaign itself (``tests/attack``), of which a test makes every try.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from scripts.markdown import table
from tests.attack import test_campaign, test_killed, test_mutations
from tests.attack.table import KINDS, TRIES, of_kind
from tests.attack.tries import MOST_LINES, Try

PATH = Path(__file__).resolve().parent.parent / "docs" / "robustness.md"
EXAMPLES = 2
"""Refusals of each kind that are shown, beside something that was taken and told."""
TELLING = 25
"""Characters of an answer that says something by itself; where a kind has none, shorter ones are shown."""


def page() -> str:
    """The whole page, in both languages."""
    said = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    counts = {
        **{"lines": MOST_LINES, "longest": test_campaign.LONGEST, "mutated": len(test_mutations.FILES)},
        **{"short": test_mutations.SHORT, "long": test_mutations.LONG},
        **{"kills": test_killed.SHORT, "many": test_killed.LONG},
    }
    parts = [
        "# What people bring, and what they get · Apa yang dibawa orang, dan yang didapat",
        "Made by `make docs` from the tests; do not edit by hand. · "
        "Dibuat oleh `make docs` dari pengujian; jangan disunting.",
        *(said["intro"][language].format(**counts) for language in ("en", "id")),
        _counted(said),
        "## Beside these rows · Di samping baris-baris ini",
        *("\n".join(f"- {line.format(**counts)}" for line in said["more"][language]) for language in ("en", "id")),
        "## Whose settings you run · Setelan siapa yang dijalankan",
        *(said["trust"][language] for language in ("en", "id")),
        "## Examples · Contoh",
        "`…` stands for what a command line has beside. · `…` menggantikan sisa baris perintah.",
        _examples(),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _counted(said: dict[str, Any]) -> str:
    head = ["Kind · Jenis", "Tried · Dicoba", "Taken · Diterima", "Refused · Ditolak", "What it gets · Yang didapat"]
    rows = []
    for kind in KINDS:
        words, tries = said["kinds"][kind], of_kind(kind)
        gets = f"{words['gets']['en']} · {words['gets']['id']}"
        rows.append([f"{kind} · {words['id']}", *_counts(tries), gets])
    return table(head, [*rows, ["**all · semua**", *_counts(TRIES), ""]])


def _counts(tries: Any) -> list[str]:
    taken = sum(one.code == 0 for one in tries)
    return [str(len(tries)), str(taken), str(len(tries) - taken)]


def _examples() -> str:
    head = ["Kind · Jenis", "Tried · Dicoba", "Command · Perintah", "Exit code · Kode", "Answer holds · Jawaban memuat"]
    rows = []
    for kind in KINDS:
        told = [one for one in of_kind(kind) if one.says]
        refused = [one for one in told if one.code == 2]
        refused = [one for one in refused if len(one.says[0]) >= TELLING] or refused
        taken = [one for one in told if one.code == 0][:1]
        rows += [_example(one) for one in [*taken, *refused[:: max(1, len(refused) // EXAMPLES)][:EXAMPLES]]]
    return table(head, rows)


def _example(one: Try) -> list[str]:
    changed = [word for word in one.words[1:] if "=" in word][-1:]
    command = " ".join([one.words[0], "…", *changed])
    return [one.kind, one.what, f"`kentongan {command}`", str(one.code), f"`{one.says[0]}`"]


def main() -> None:
    """Write the page."""
    PATH.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
