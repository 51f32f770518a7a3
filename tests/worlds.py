"""Small worlds for tests: some days of a shipped scenario, with a few parameters set."""

from dataclasses import replace

from sim.base.days import Clock
from sim.data.arrivals import arrivals
from sim.scenario.inputs import Inputs
from sim.scenario.resolved import Scenario
from sim.scenario.scenario import Overrides, load


def small(name: str = "status-quo", *settings: str, scale: float = 0.004, days: int = 60, seed: int = 7) -> Inputs:
    """Compile some days of a scenario at a small scale, with uncertain parameters at their central values."""
    return days_of(load(name, Overrides(set=settings, scale=scale, seed=seed)), days, fixed=True)


def days_of(scenario: Scenario, days: int, *, fixed: bool) -> Inputs:
    """Compile the first days of a scenario."""
    inputs = scenario.compile(1, fixed=fixed)
    clock = Clock(inputs.clock.start, days, inputs.clock.is_working[:days], inputs.clock.working_days)
    assert scenario.history is not None
    return replace(inputs, clock=clock, arrivals=arrivals(scenario.history, clock))


EMPTY = (
    "border.attempts_scale=0",
    "ports.arrivals_scale=0",
    "interior.arrests_scale=0",
    "courts.other_receipts_per_year=0",
    "courts.closure_net_share=0",
)
"""Nobody comes: what is left is the court and the cases pending on the first day."""
