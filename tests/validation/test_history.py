"""The replay of FY2016 and FY2017 stays near what was published; which numbers do not is listed, not hidden."""

import pytest

from sim.facts.published import Use, published_totals

QUARTER = 0.25
"""Being within a quarter shows that no flow is missing; it is no fit."""
KNOWN_MISSES = {
    ("flight_hours", "all", "2017"): "the long-range missions of FY2017 are fewer than those flown",
    ("cost_usd", "item=charter_flights", "2017"): "as the hours",
    ("court_completions", "kind=subsequent", "2016"): "cases that come back still wait too long for their hearings",
    ("court_completions", "kind=subsequent", "2017"): "as in 2016",
    ("court_completions", "docket=detained", "2017"): "too many people with a pending case are decided from a bed",
    ("court_completions", "outcome=terminated", "2017"): "the share terminated does not fall from February 2017 on",
}
"""Published totals that the model does not reach yet, with the reason."""
YEARS = {"2016", "2017"}

Rows = dict[tuple[str, str, str], float]


@pytest.mark.slow
def test_every_published_total_is_within_a_quarter_or_known_to_be_missed(rows: Rows) -> None:
    missed = {}
    for total in published_totals():
        key = (total.metric, total.group, total.fiscal_year)
        if total.fiscal_year not in YEARS or total.use is Use.CHECK:
            continue
        nearest = min(max(rows[key], total.low), total.high)
        if abs(rows[key] - nearest) > QUARTER * total.value:
            missed[key] = round(rows[key] / total.value - 1.0, 3)
    assert set(missed) <= set(KNOWN_MISSES), missed
