"""One model for all tests that only look at it."""

from __future__ import annotations

import pytest

from sim import EarlyWarningModel, load_settings
from sim.settings.tree import Settings


@pytest.fixture(scope="session")
def settings() -> Settings:
    """A class village with much recruiting and a programme from the start, so that a short run shows all of it."""
    changes = {"programme.start_week": 0, "place.rate_factor": 300}
    return load_settings(place="classroom", programme="pimpasa", weeks=60, **changes)


@pytest.fixture(scope="session")
def model(settings: Settings) -> EarlyWarningModel:
    """A model after 40 weeks; tests do not step it."""
    model = EarlyWarningModel(settings, rng=7)
    model.run_for(40)
    return model
