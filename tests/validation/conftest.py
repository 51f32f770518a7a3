"""One replay of FY2016 and FY2017 at a twentieth of the size serves all comparisons with what was published."""

import pytest

from sim.engine.recording import Recording
from sim.model.run import simulate
from sim.results.metric_definition import Row
from sim.results.metrics import measure
from sim.scenario.scenario import Overrides, load


@pytest.fixture(scope="session")
def replay() -> Recording:
    """History replayed once, uncertain parameters at their central values."""
    return simulate(load("observed", Overrides(scale=0.05)).compile(1, fixed=True))


@pytest.fixture(scope="session")
def rows(replay: Recording) -> dict[tuple[str, str, str], float]:
    """Every metric of the replay by metric, group and fiscal year."""
    found: tuple[Row, ...] = measure(replay)
    return {(row.key.metric, row.key.group, row.key.period): row.value for row in found}
