"""What the README says of the model's failures is what the kept results say, of the patterns there are."""

from __future__ import annotations

import json
import re
from pathlib import Path

from experiments.composing.library import Library
from experiments.evidence.patterns.reading import GROUP, read_patterns
from experiments.evidence.patterns.words import expected
from experiments.texts import Texts
from scripts.known_failures import BEGIN, DOCS, END, failing, with_list

ROOT = Path(__file__).resolve().parent.parent.parent
RENEW = "run make patterns (an hour or two), which renews the list in README.md and the results in docs/"
STORED = json.loads((DOCS / "patterns.json").read_text(encoding="utf-8"))["patterns"]


def test_the_readme_lists_what_the_kept_results_say() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    assert with_list(text, failing()) == text, RENEW


def test_the_list_names_every_pattern_that_does_not_hold() -> None:
    lines = failing()
    for row in STORED:
        assert (f"*{row['title']}*" in lines) == (row["verdict"] != "holds")


def test_patterns_for_which_a_mechanism_was_built_are_counted_and_listed_apart() -> None:
    untouched, _, built_for = failing().partition("for which a mechanism was built")
    patterns = read_patterns(None, Library())
    for row in STORED:
        if row["verdict"] != "holds":
            where = untouched if patterns[row["pattern"]].built_for is None else built_for
            assert f"*{row['title']}*" in where
    holds = [row for row in STORED if row["verdict"] == "holds" and patterns[row["pattern"]].built_for is None]
    assert f", {len(holds)} hold." in untouched


def test_the_results_are_of_all_patterns_with_the_expectations_of_now() -> None:
    patterns = read_patterns(None, Library())
    ran = {row["pattern"] for row in STORED}
    assert ran <= set(Library().options(GROUP)), RENEW
    for name in set(patterns) - ran:  # written down before it is run, and said so
        assert f"*{patterns[name].title.en}*" in failing()
    for row in STORED:
        one = patterns[row["pattern"]].expected
        ends = tuple(
            float(f"{sign}inf") if row[end] is None else row[end]
            for sign, end in (("-", "expected_low"), ("", "expected_high"))
        )
        assert (row["direction"], row["counts_from"], ends) == (one.direction, one.counts_from, one.band), RENEW
        assert row["runs"] >= 20


def test_verdicts_follow_from_the_intervals_that_are_kept() -> None:
    for row in STORED:
        if row["low"] is None or row["high"] is None:
            assert row["verdict"] == "undecided"
            continue
        below = float("-inf") if row["expected_low"] is None else row["expected_low"]
        above = float("inf") if row["expected_high"] is None else row["expected_high"]
        inside, outside = below <= row["low"] <= row["high"] <= above, row["high"] < below or row["low"] > above
        assert row["verdict"] == ("holds" if inside else "fails" if outside else "undecided")


def test_the_page_shows_the_same_verdicts() -> None:
    page, say = (DOCS / "patterns.md").read_text(encoding="utf-8"), Texts("en")
    patterns = read_patterns(None, Library())
    for row in STORED:
        head = f"| {row['title']} | {expected(patterns[row['pattern']], say)} |"
        (line,) = [line for line in page.splitlines() if line.startswith(head)]
        assert line.endswith(f"| {row['verdict']} |")


def test_a_level_outside_its_evidence_says_why() -> None:
    for row in json.loads((DOCS / "levels.json").read_text(encoding="utf-8")):
        if row["near"] in ("low", "high"):
            name = Texts("en")(f"levels.of.{row['quantity']}")
            (line,) = [
                one
                for one in failing().splitlines()
                if one.startswith(f"- *{name}*, {row['place'].replace('_', ' ')}:")
            ]
            assert re.search(r"\([a-z][^()]+\)$", line), f"no reason: {line}"
