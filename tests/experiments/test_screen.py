"""The screen: known effects are found exactly, the dead are called dead, refusals are told, stopped screens go on."""

from __future__ import annotations

import json
import re
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from pydantic import BaseModel

from experiments.cli.interrupt import StoppedByHand
from experiments.commands.screen_settings import read
from experiments.commands.screen_settings.body import run_all
from experiments.composing.compose import compose
from experiments.evidence.screening.effects import counts, effects_table, overall, verdict
from experiments.evidence.screening.numbers import DUMMY, Factor, Number, chosen, factors_of, numbers_of
from experiments.evidence.screening.page import Screened, screen_lines, screening_page
from experiments.evidence.screening.plan import KEPT, QUANTITIES, STEP, TRIES, Outcome, Plan, planned, why_refused
from experiments.main import main
from experiments.report.figures.screening import draw
from experiments.report.figures.style import styled
from experiments.runner.fates import Paths
from experiments.runner.kentongan_model import KentonganModel
from experiments.runner.kept import Kept
from experiments.runner.store import Store
from experiments.runner.sweep import Sweep
from experiments.runner.work import Built, Worker
from experiments.texts import LANGUAGES, Texts, texts_of
from scripts.columns import columns_of
from sim.core.errors import InputError, Mistake
from sim.measures.catalogue import Measure
from sim.settings.text import Text
from tests.conftest import Say

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = find_spec("SALib") is not None


def needs_salib(test: Any) -> Any:
    """Skipped without SALib; where continuous integration promises it, a failure (scripts/require_browser.py)."""
    return pytest.mark.analysis(pytest.mark.skipif(not HERE, reason="SALib is not installed")(test))


# -- a small model whose effects are known ---


class Village(BaseModel):
    """A village with one trait of its own."""

    code: str
    hours: float = 1.0


class Place(BaseModel):
    """Two villages; only one of them is as the typical one."""

    title: Text = Text(en="Testville", id="Desa Uji")
    csv_village: Village = Village(code="")
    villages: tuple[Village, ...] = (Village(code="A"), Village(code="B", hours=7.0))


class Titled(BaseModel):
    """Something with a title."""

    title: Text = Text(en="A programme", id="Program")


class Part(BaseModel):
    """Numbers that are moved."""

    up: float = 1.0
    down: float = 0.0
    nothing: float = 0.0
    luck: float = 0.0
    table: tuple[float, ...] = (1.0, 2.0)


class LinearSettings(BaseModel):
    """Settings of the linear model."""

    seed: int = 0
    population_seed: int = 0
    weeks: int = 104
    place: Place = Place()
    programme: Titled = Titled()
    people: dict[str, int] = {}
    part: Part = Part()
    most: float = np.inf
    """Where ``part.up`` and ``part.down`` together become more than this they are refused."""

    def with_changes(self, changes: dict[str, Any]) -> LinearSettings:
        """As the real settings do."""
        tree = self.model_dump()
        for key, value in changes.items():
            *path, last = key.split(".")
            node = tree
            for part in path:
                node = node[part]
            node[last] = value
        found = LinearSettings.model_validate(tree)
        if found.part.up + found.part.down > self.most:
            raise InputError([Mistake("part.up", "so much", "less", "lower it")])
        return found


MEASURES = tuple(Measure(name, "", name, name, "flow") for name in ("residents", *KEPT))


class LinearModel:
    """Counts, each week and village, a linear function of the settings: effects are known exactly."""

    def measures(self, settings: Any) -> tuple[Measure, ...]:
        return MEASURES

    def fingerprint(self) -> str:
        return "linear"

    def build(self, settings: Any) -> None:
        return None

    def start(self, settings: LinearSettings, built: Any) -> LinearSettings:
        return settings

    def step(self, world: LinearSettings) -> None:
        return None

    def fork(self, world: Any, settings: LinearSettings) -> LinearSettings:
        return settings

    def weekly(self, world: LinearSettings) -> NDArray[np.float64]:
        part, villages = world.part, world.place.villages
        rng = np.random.default_rng([world.seed, int(part.luck * 1000)])
        counts = {name: np.zeros((world.weeks, len(villages))) for name in ("residents", *KEPT)}
        counts["residents"] += 1e6
        counts["undocumented_departures"] += 10.0 + 4.0 * part.up - 2.0 * part.down
        counts["reports_sent"] += [village.hours for village in villages]
        counts["cases_answered_in_time"] += part.table[0]
        counts["cases_expired"] += 3.0 * part.table[1]
        counts["refusals"] += 50.0 + rng.normal(0.0, 40.0)
        counts["cost_rupiah"] += 100.0 + 0.5 * part.up
        return np.stack(list(counts.values()), axis=2)

    def paths(self, world: Any) -> Paths:
        nobody = np.zeros(1, np.int64)
        return Paths(nobody, nobody, nobody, nobody.astype(bool))


FACTORS = (
    Factor("part.up", 0.0, 2.0),
    Factor("part.down", 1.0, 4.0),
    Factor("part.nothing", 5.0, 9.0),
    Factor("part.luck", 0.0, 1.0),
    Factor("part.table.0", 0.0, 1.0),
    Factor("part.table.1", 0.0, 2.0),
    Factor("place.csv_village.hours", 0.0, 6.0),
)
YEAR = 52.0


def plan(by_group: bool = False, repeats: int = 1, **changes: Any) -> Plan:
    return Plan(LinearSettings(**changes), FACTORS, by_group, repeats)


def sweep(folder: Path, model: Any = None) -> Sweep:
    kept = Kept(model or LinearModel(), KEPT)
    return Sweep(Worker(kept, Store(folder / kept.fingerprint()), Built(3), kept.fingerprint()), "threads", 1)


def screened(folder: Path, one: Plan, trajectories: int = 12) -> tuple[list[Outcome], pd.DataFrame]:
    outcomes = run_all(one, trajectories, sweep(folder), Texts("en"))
    return outcomes, effects_table(one, outcomes)


def effect(table: pd.DataFrame, setting: str, quantity: str) -> Any:
    return table[(table["setting"] == setting) & (table["quantity"] == quantity)].iloc[0]


@needs_salib
def test_known_effects_are_found_exactly(tmp_path: Path) -> None:
    _, table = screened(tmp_path, plan())
    up = effect(table, "part.up", "undocumented_departures")
    assert up["mu_star"] == pytest.approx(4.0 * 2.0 * YEAR)  # slope times range, per village and year
    assert (up["sigma"], up["mu"]) == pytest.approx((0.0, 8.0 * YEAR), abs=1e-6)
    assert (up["verdict"], up["direction"]) == ("acts", "up")
    down = effect(table, "part.down", "undocumented_departures")
    assert (down["mu_star"], down["mu"]) == pytest.approx((6.0 * YEAR, -6.0 * YEAR))
    assert (down["verdict"], down["direction"]) == ("acts", "down")
    assert effect(table, "part.table.0", "cases_answered")["mu_star"] == pytest.approx(1.0 * YEAR)
    assert effect(table, "part.table.1", "cases_answered")["mu_star"] == pytest.approx(6.0 * YEAR)
    hours = effect(table, "place.csv_village.hours", "reports_sent")
    assert hours["mu_star"] == pytest.approx(6.0 * YEAR / 2)  # one of the two villages has hours of its own


@needs_salib
def test_the_dummy_moves_nothing_and_what_is_dead_is_called_dead(tmp_path: Path) -> None:
    _, table = screened(tmp_path, plan())
    assert (table.loc[table["setting"] == DUMMY, "mu_star"] == 0.0).all()
    assert set(table.loc[table["setting"].isin([DUMMY, "part.nothing"]), "verdict"]) == {"dead"}
    cost = effect(table, "part.up", "cost")  # 1 in a hundred and one: it moves something, and less than the bar
    assert cost["mu_star"] == pytest.approx(1.0 * YEAR)
    assert cost["bar"] == pytest.approx(0.01 * cost["mean"])
    assert cost["verdict"] == "dead"
    found = overall(table).set_index("setting")
    assert found.loc["part.nothing", ["verdict", "still"]].tolist() == ["dead", True]
    assert found.loc["part.up", "verdict"] == "acts" and DUMMY not in found.index
    assert counts(overall(table)) == {"acts": 6, "noisy": 0, "dead": 1, "still": 1, "only_luck": 1}


@needs_salib
def test_what_only_shuffles_luck_shows_no_direction(tmp_path: Path) -> None:
    _, table = screened(tmp_path, plan(), trajectories=40)
    luck = effect(table, "part.luck", "refusals")
    assert luck["verdict"] == "acts" and luck["direction"] == "" and luck["only_luck"]
    assert luck["chance"] == pytest.approx(luck["mu_star"], rel=0.5)  # it does what another seed does


@needs_salib
def test_several_runs_at_each_point_quiet_luck_and_change_nothing_else(tmp_path: Path) -> None:
    (_, one), (_, many) = (screened(tmp_path, plan(repeats=repeats), trajectories=8) for repeats in (1, 9))
    assert effect(many, "part.luck", "refusals")["mu_star"] < 0.6 * effect(one, "part.luck", "refusals")["mu_star"]
    assert many["chance"].max() < 0.6 * one["chance"].max()
    up = effect(many, "part.up", "undocumented_departures")
    assert up["mu_star"] == pytest.approx(8.0 * YEAR)
    assert (many.loc[many["setting"] == DUMMY, "mu_star"] == 0.0).all()
    seeds = {(unit.seed, unit.population_seed) for units in planned(plan(repeats=3), 4).units for unit in units}
    assert seeds == {
        (4, 4),
        (10_004, 10_004),
        (20_004, 20_004),
        *((10_000_004 + i, i + 4) for i in (0, 10**4, 2 * 10**4)),
    }


def test_verdicts() -> None:
    assert [verdict(*one, bar=1.0) for one in ((1.1, 2.0), (0.5, 1.5), (0.0, 1.0))] == ["acts", "noisy", "dead"]
    assert verdict(0.0, 0.0, 0.0) == "dead"  # where there is nothing at all, nothing acts


@needs_salib
def test_of_a_few_trajectories_nothing_is_said_to_act(tmp_path: Path) -> None:
    """All effects of the linear model are equal, and the interval has no width from the second trajectory on."""
    (_, few), (_, enough) = (screened(tmp_path, plan(), trajectories=count) for count in (4, 5))
    assert set(few["verdict"]) == {"noisy", "dead"}
    assert effect(few, "part.up", "undocumented_departures")["verdict"] == "noisy"
    assert effect(enough, "part.up", "undocumented_departures")["verdict"] == "acts"


@needs_salib
def test_each_step_moves_one_number_by_two_thirds_of_its_range() -> None:
    one, other = plan().trajectory(3), plan().trajectory(3)
    np.testing.assert_array_equal(one.shares, other.shares)  # drawn from its number alone
    assert not np.array_equal(one.shares, plan().trajectory(4).shares)
    steps = np.diff(one.shares, axis=0)
    assert np.abs(steps).sum(axis=1) == pytest.approx(np.full(len(FACTORS) + 1, STEP))
    assert ((one.shares >= 0.0) & (one.shares <= 1.0)).all()
    for settings, shares in zip(one.settings, one.shares, strict=True):
        assert settings.part.up == pytest.approx(2.0 * shares[0])
        assert settings.part.table == pytest.approx((shares[4], 2.0 * shares[5]))
        assert [village.hours for village in settings.place.villages] == pytest.approx([6.0 * shares[6], 7.0])


@needs_salib
def test_groups_move_together(tmp_path: Path) -> None:
    one = plan(by_group=True)
    assert one.moved == ("part", "part.table", "place.csv_village", DUMMY)
    assert one.runs == 5
    outcomes, table = screened(tmp_path, one)
    assert len(outcomes[0].found) == 5
    assert effect(table, "place.csv_village", "reports_sent")["mu_star"] == pytest.approx(3.0 * YEAR)
    assert effect(table, "part", "reports_sent")["verdict"] == "dead"
    assert table["mu"].isna().all() and set(table["direction"]) == {""}


@needs_salib
def test_refused_points_are_drawn_anew_and_told(tmp_path: Path) -> None:
    outcomes, table = screened(tmp_path, plan(most=4.5))
    reasons = why_refused(outcomes)
    sentence = "part.up: so much is not accepted (allowed: less); lower it."
    assert list(reasons) == [sentence] and reasons[sentence] > 3
    shown = Screened(plan(), 12, table, reasons, 9, "kentongan screen-settings", "code")
    for language, start in (("en", "Trajectories drawn anew because a point was refused: "), ("id", "Lintasan yang ")):
        lines = screen_lines(shown, Texts(language, "screening"))  # type: ignore[arg-type]
        assert lines[-2].startswith(start)
        assert lines[-1] == f"- {reasons[sentence]}: {sentence}"
    with pytest.raises(InputError) as error:
        plan(most=0.0).trajectory(0)
    assert error.value.mistakes[0].where == f"part.up (in every one of {TRIES} draws)"


@needs_salib
def test_a_longer_screen_goes_on_from_a_shorter_one(tmp_path: Path) -> None:
    class Counting(LinearModel):
        started = 0

        def start(self, settings: LinearSettings, built: Any) -> LinearSettings:
            Counting.started += 1
            return settings

    model, one = Counting(), plan()
    short = run_all(one, 2, sweep(tmp_path, model), Texts("en"))
    assert Counting.started == 1 + 2 * one.runs  # the first is to get warm
    longer = run_all(one, 3, sweep(tmp_path, model), Texts("en"))
    assert Counting.started == 1 + 3 * one.runs
    for before, after in zip(short, longer, strict=False):
        np.testing.assert_array_equal(before.found, after.found)
        np.testing.assert_array_equal(before.again, after.again)


# -- the settings of the real model ---


def test_every_number_with_a_range_can_be_moved_and_the_others_are_counted() -> None:
    composed = compose([])
    numbers = numbers_of(composed.tree)
    factors = factors_of(numbers)
    assert len(factors) + sum(one.range is None for one in numbers) == len(numbers)
    assert {"deciding.leave", "channels.hotline.known", "responding.responders.police.capture"} <= {
        one.key for one in factors
    }
    one = Plan(composed.settings, factors, False)
    apart = np.array([one.key.startswith("network.marriage_in_") for one in factors] + [False])
    for share in (0.0, 1.0):  # all three shares of marriages at their upper ends do not fit together
        moved = composed.settings.with_changes(one.changes(np.where(apart, 0.5, share)))
        assert moved.deciding.leave == (factors[[f.key for f in factors].index("deciding.leave")]).at(share)
        assert {village.travel_hours for village in moved.place.villages} == {moved.place.csv_village.travel_hours}
        assert moved.programme.officers == (1, 6)[int(share)]


def test_whole_numbers_stay_whole() -> None:
    (factor,) = factors_of([Number("programme.officers", 2, (1.0, 6.0), "assumed")])
    assert [factor.at(share / 3) for share in range(4)] == [1, 3, 4, 6]
    assert all(isinstance(factor.at(share / 3), int) for share in range(4))


def test_settings_are_chosen_by_key_or_by_the_part_they_stand_in() -> None:
    keys = [one.key for one in chosen(FACTORS, ("part.table", "part.up"))]
    assert keys == ["part.up", "part.table.0", "part.table.1"]
    assert chosen(FACTORS, None) == FACTORS


# -- the command ---


@needs_salib
def test_mistakes(refused: Say) -> None:
    assert refused("screen-settings", "trajectories=0") == [
        "trajectories: 0 is not accepted (allowed: a whole number from 2 to 10,000 trajectories); "
        "choose a value in this range."
    ]
    allowed = "(allowed: settings that stand beside their range, such as deciding.leave, or parts with such ones)"
    assert refused("screen-settings", "setting=deciding.leaf") == [
        f"setting: 'deciding.leaf' is not accepted {allowed}; did you mean setting=deciding.leave?"
    ]
    assert refused("screen-settings", "setting=[xyzzy,channels.hotlin]") == [
        f"setting: 'xyzzy' is not accepted {allowed}; name one of these, for example setting=deciding.",
        f"setting: 'channels.hotlin' is not accepted {allowed}; did you mean setting=channels.hotline?",
    ]


def test_without_salib_it_says_what_to_install(refused: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SALib", *(name for name in sys.modules if name.startswith("SALib."))):
        monkeypatch.setitem(sys.modules, name, None)
    assert refused("screen-settings", "place=classroom") == [
        "screen-settings: a Python without the package SALib is not accepted (allowed: one with the extra analysis); "
        "install it with: pip install 'kentongan[analysis]'."
    ]


def test_results_are_named_after_place_programme_and_what_is_moved() -> None:
    own = read(["setting=[deciding,channels.hotline]", "groups=true", "place=classroom"])
    assert (own.topic, own.subject, own.settings) == ("channels.hotline+deciding-groups", None, ["place=classroom"])
    assert read([]).topic == ""


CLASSROOM = ("place=classroom", "weeks=56", "setting=[deciding.leave,network.survey.asked]", "trajectories=2")


@needs_salib
def test_the_command_in_indonesian(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "out"
    arguments = ["screen-settings", *CLASSROOM, "workers=1", "--output", str(folder), "--language", "id"]
    assert main(arguments) == 0
    said = capsys.readouterr()
    assert "2 angka digerakkan, 2 lintasan, 8 simulasi; tidak diikutkan: " in said.err
    assert "Dari 2 angka, " in said.out and "Tidak ada titik yang ditolak" in said.out
    table = pd.read_csv(folder / "screening.csv")
    assert list(table.columns) == columns_of("screen-settings/screening.csv", ())
    assert len(table) == 3 * len(QUANTITIES)
    asked = table[table["setting"] == "network.survey.asked"]  # of the survey that kentongan network makes
    assert set(asked["verdict"]) == {"dead"} and (asked["mu_star"] == 0.0).all()
    content = json.loads((folder / "screening.json").read_text())
    assert content["trajectories"] == 2 and content["drawn_anew"] == {}
    assert len(content["effects"]) == len(table) and len(content["overall"]) == 2
    for name in ("screening.md", "screening_id.md"):
        page = (folder / name).read_text()
        assert not re.search(r"\bnan\b|[{}]", page)
        assert "`network.survey.asked`" in page
        for picture in re.findall(r"\]\((figures/\S+)\)", page):
            assert (folder / picture).stat().st_size > 10_000
    assert (folder / "manifest.json").is_file()
    stored = list((folder / "runs").rglob("*.npz"))
    assert len(stored) == 8 and max(path.stat().st_size for path in stored) < 10_000  # only what is looked at is kept
    times = {path: path.stat().st_mtime_ns for path in stored}
    assert main(arguments) == 0
    assert {path: path.stat().st_mtime_ns for path in (folder / "runs").rglob("*.npz")} == times


@needs_salib
def test_stopped_by_hand_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, started = plan(), []

    class Stopping(LinearModel):
        def start(self, settings: LinearSettings, built: Any) -> LinearSettings:
            started.append(settings)
            if len(started) == 1 + one.runs + 3:  # in the second trajectory
                monkeypatch.setattr("experiments.runner.sweep.stop_if_asked", stopped)
            return settings

    def stopped() -> None:
        raise StoppedByHand

    with pytest.raises(StoppedByHand):
        run_all(one, 3, sweep(tmp_path, Stopping()), Texts("en"))
    monkeypatch.undo()
    kept = len(list(tmp_path.rglob("*.npz")))
    assert one.runs < kept <= 2 * one.runs  # the trajectory begun may be finished, and no other is begun
    outcomes = run_all(one, 3, sweep(tmp_path, Stopping()), Texts("en"))
    assert len(list(tmp_path.rglob("*.npz"))) == 3 * one.runs
    for before, after in zip(run_all(one, 3, sweep(tmp_path / "other"), Texts("en")), outcomes, strict=True):
        np.testing.assert_array_equal(before.found, after.found)


@needs_salib
def test_the_page_and_a_picture_of_a_larger_screen(tmp_path: Path) -> None:
    outcomes, table = screened(tmp_path, plan())
    shown = Screened(plan(), 12, table, why_refused(outcomes), 9, "kentongan screen-settings", "code")
    for language, title, row in (
        ("en", "Which numbers move what: Testville, A programme", "| `part.nothing` | dead, changed nothing | 0% · |"),
        ("id", "Angka mana menggerakkan apa: Desa Uji, Program", "| `part.nothing` | tidak berpengaruh, tidak "),
    ):
        say = Texts(language, "screening")  # type: ignore[arg-type]
        page = screening_page(shown, {"cost": "cost.png"}, say)
        assert title in page and row in page and "](cost.png)" in page
        with styled():
            picture = draw(shown, "undocumented_departures", say)
        (axes,) = picture.axes
        assert [text.get_text() for text in axes.get_yticklabels()][:2] == ["part.up", "part.down"]
        assert say("unit.undocumented_departures") in axes.get_xlabel()
        legend = [text.get_text() for text in picture.legends[0].get_texts()]
        assert {say("figure.bar"), say("figure.dummy"), say("figure.chance")} < set(legend)


def test_both_languages_say_everything() -> None:
    for key, texts in texts_of("screening").items():
        assert set(texts) == set(LANGUAGES) and all(texts.values()), key
        found = [set(re.findall(r"{(\w+)}", texts[language])) for language in LANGUAGES]
        assert found[0] == found[1], key
    folders = ("evidence/screening", "commands/screen_settings", "report/figures")
    code = "".join(path.read_text() for name in folders for path in (ROOT / "experiments" / name).glob("*.py"))
    for key in texts_of("screening"):
        first, dot, _ = key.partition(".")
        wanted = rf"""["']({re.escape(key)}["']|{first}\.["'{{])""" if dot else rf"""["']{key}["']"""
        assert re.search(wanted, code), key
    assert KentonganModel().fingerprint() != Kept(KentonganModel(), KEPT).fingerprint()
