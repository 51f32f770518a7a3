"""The replay of FY2016 and FY2017 stays near what was published; which numbers do not is listed, not hidden."""

import pytest

from sim.facts.published import published_totals
from sim.facts.scenario import Overrides, load
from sim.model.run import simulate
from sim.results.metrics import measure

QUARTER = 0.25
"""Being within a quarter shows that no flow is missing; it is no fit."""
KNOWN_MISSES = {
    ("flight_hours", "all", "2017"): "long-range missions of FY2017 are flown as ordinary ones",
    ("cost_usd", "item=charter_flights", "2017"): "as the hours",
}
"""Published totals that the model does not reach yet, with the reason."""


@pytest.mark.slow
def test_every_published_total_is_within_a_quarter_or_known_to_be_missed() -> None:
    inputs = load("observed", Overrides(scale=0.05)).compile(1, fixed=True)
    rows = {(row.metric, row.group, row.fiscal_year): row.value for row in measure(simulate(inputs))}
    missed = {}
    for total in published_totals():
        key = (total.metric, total.group, total.fiscal_year)
        ratio = rows[key] / total.value - 1.0
        if abs(ratio) > QUARTER:
            missed[key] = round(ratio, 3)
    assert set(missed) <= set(KNOWN_MISSES), missed
