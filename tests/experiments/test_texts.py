"""The catalogue of texts: both languages say the same things, and numbers are written as each writes them."""

from __future__ import annotations

import re
import string
from pathlib import Path

import numpy as np
import pytest

import experiments
from experiments.texts import LANGUAGES, Texts, texts_of


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", sorted(texts_of("report")))
def test_both_languages_have_the_text_with_the_same_placeholders(key: str) -> None:
    entry = texts_of("report")[key]
    assert set(entry) == set(LANGUAGES)
    assert all(isinstance(text, str) and text.strip() == text and text for text in entry.values())
    assert placeholders(entry["en"]) == placeholders(entry["id"])


def test_every_text_is_used() -> None:
    root = Path(experiments.__file__).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in [*root.rglob("*.py"), *root.rglob("*.j2")])
    wanted = re.findall(r"""f?["']([\w.{}'\[\]]+)["']( ~)?""", code)
    patterns = {re.sub(r"\\{[^}]*\\}", ".+", re.escape(text)) + (".+" if more else "") for text, more in wanted}
    together = re.compile("|".join(pattern for pattern in patterns if pattern != ".+"))
    assert [key for key in texts_of("report") if not together.fullmatch(key)] == []


def test_numbers_in_both_languages() -> None:
    en, id_ = Texts("en"), Texts("id")
    assert (en.number(1234.5, 1), id_.number(1234.5, 1)) == ("1,234.5", "1.234,5")
    assert (en.number(-0.25), id_.number(-0.25)) == ("−0.25", "−0,25")
    assert en.number(0.475) == en.number(np.float64(0.475))  # the same number reads the same everywhere
    assert (en.number(-0.001), en.number(12.34), en.number(123.4)) == ("0.00", "12.3", "123")
    assert (en.percent(0.031), en.percent(0.31), en.percent(0.0), id_.percent(-0.031)) == (
        "3.1%",
        "31%",
        "0%",
        "−3,1%",
    )
    assert en.interval(-0.5, 1.25) == "−0.50 to 1.25"
    assert id_.percents(-0.031, 0.31) == "−3% s.d. 31%"
    assert en.number(float("nan")) == "–"
    assert en.interval(float("nan"), float("nan")) == "not known"
    assert en.listed(["a"]) == "a"
    assert id_.listed(["a", "b", "c"]) == "a, b dan c"


def test_an_end_that_is_not_zero_does_not_look_like_zero() -> None:
    en = Texts("en")
    assert en.interval(0.004, 0.156) == "0.004 to 0.156"
    assert en.interval(0.0, 0.156) == "0.00 to 0.16"
    assert en.interval(0.04, 12.3) == "0.04 to 12.30"
    assert en.interval(-0.0004, 0.2) == "−0.0004 to 0.2000"
    assert en.interval(1e-9, 0.2) == "0.00 to 0.20"  # no number of decimals that anybody reads would help
    assert en.percents(0.003, 0.31) == "0.3% to 31.0%"
    assert en.percents(float("nan"), float("nan")) == "not given: too little to divide by"
