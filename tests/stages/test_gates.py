"""Gates stop their shares, one after the other; forged papers pass."""

from __future__ import annotations

import numpy as np

from sim.state.codes import (
    GATE_STOPPED,
)
from tests.building import make, run, total
from tests.stages.isolated import adds_up, chain, column, leaving


def test_gates_stop_their_shares_one_after_the_other() -> None:
    world, rows = chain(), leaving()
    s = world.settings.leaving
    seen_through = column("forged")[rows] == 0
    through = np.ones(rows.size)
    for gate, share in (("letter", s.letter_stop), ("passport", s.passport_stop), ("border", s.border_stop)):
        assert adds_up(total(world, f"stopped_at_{gate}"), through * share * seen_through), gate
        through *= 1 - share * seen_through
    assert adds_up(total(world, "undocumented_departures"), through)
    assert np.count_nonzero(column("state")[rows] == GATE_STOPPED) == total(world, "stopped_at_gate")


POCKET = "migrant_pocket"


def test_forged_papers_pass_every_gate() -> None:
    gates = {
        "weeks": 60,
        "recruiting.kin_invitations": 0,
        "recruiting.forged_share": 1,
        "leaving.letter_stop": 0.3,
        "leaving.passport_stop": 0.3,
        "leaving.border_stop": 0.3,
    }
    forged = run(make(POCKET, changes=gates))
    assert total(forged, "stopped_at_gate") == 0 < total(forged, "undocumented_departures")
    assert total(forged, "departures_forged") == total(forged, "undocumented_departures")
    none = run(make(POCKET, changes={**gates, "recruiting.forged_share": 0}))
    for gate in ("letter", "passport", "border"):
        assert total(none, f"stopped_at_{gate}") > 0
    assert total(none, "departures_forged") == 0
