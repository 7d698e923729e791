"""The page on what people bring is what the campaign says now, in both languages."""

from __future__ import annotations

import pytest

from scripts import robustness


@pytest.mark.skipif(not robustness.PATH.parent.exists(), reason="the wheel carries no docs")
def test_the_page_tells_of_this_campaign() -> None:
    assert robustness.PATH.read_text(encoding="utf-8") == robustness.page(), "run `make docs`"
