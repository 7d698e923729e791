"""Reading YAML that we know to be sound: tables and texts of our own, and files that were checked before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

# libyaml's loaders are an order of magnitude faster; they are there unless PyYAML was built without them
_VALUES: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml(path: Path) -> Any:
    """What a file of plain values says."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_VALUES)


def read_words(path: Path) -> Any:
    """The same with every value as text: ``yes``, ``no`` and ``id`` are plain words there."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_WORDS)
