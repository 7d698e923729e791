"""The benchmark and the profile run, on small places; how fast anything is, is not tested."""

from __future__ import annotations

import re

import pytest

from scripts import benchmark, profile
from sim.week import WEEK


@pytest.mark.parametrize("people", [1, 700, 3_300, 8_000, 13_200, 132_000, 1_320_000])
def test_villages_add_up_and_are_of_usual_sizes(people: int) -> None:
    sizes = benchmark._village_sizes(people)
    assert sum(sizes) == people
    assert all(3_300 <= size <= 11_800 for size in sizes) or len(sizes) == 1


def test_the_place_grows_with_the_residents() -> None:
    settings = benchmark.large_place(20_000, weeks=3)
    assert sum(village.people for village in settings.place.villages) == 26_400
    assert settings.programme.officers == round(len(settings.place.villages) / 2)
    opened = {*settings.programme.channels_open, *settings.programme.channels_open_always}
    assert opened == set(settings.channels)
    assert settings.programme.runs_at(0)


def test_the_benchmark_prints_a_row_for_each_size(capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmark.main(["--sizes", "300", "600", "--no-starts", "--no-mesa"]) == 0
    printed = capsys.readouterr().out
    assert "Python 3." in printed and "numba" in printed
    rows = [line for line in printed.splitlines() if line.strip()[:1].isdigit()]
    assert len(rows) == 2 and all(len(row.split()) == 10 for row in rows)


def test_the_profile_prints_every_stage(capsys: pytest.CaptureFixture[str]) -> None:
    assert profile.main(["--residents", "300", "--weeks", "4"]) == 0
    printed = capsys.readouterr().out
    stages = re.findall(r"^(\w+) +[\d.]+ +[\d.]+%", printed, flags=re.M)
    assert stages == [step.name for step in WEEK]
    assert sorted(stages) == sorted(stage for stages in profile.ACTORS.values() for stage in stages)
    assert "\nthe week " in printed
