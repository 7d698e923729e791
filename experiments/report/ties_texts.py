"""What is said about people and ties, in both languages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import cast

import yaml

from experiments.report.texts import Texts


@lru_cache(maxsize=1)
def ties_catalogue() -> dict[str, dict[str, str]]:
    """All texts about ties: key to language to text."""
    path = Path(__file__).with_name("ties_texts.yaml")
    texts = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # "no" and "yes" are keys, not truths
    return cast("dict[str, dict[str, str]]", texts)


class TiesTexts(Texts):
    """The texts about ties of one language."""

    def __call__(self, key: str, **values: object) -> str:
        return ties_catalogue()[key][self.language].format(**values)

    def counted(self, key: str, count: int) -> str:
        """One or several of something."""
        return self(f"{key}.one") if count == 1 else self(key, count=self.number(count, 0))
