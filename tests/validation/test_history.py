"""The replay of FY2016 and FY2017 stays near what was published; which numbers do not is listed, not hidden."""

import pytest

from sim.data.published import published_totals

QUARTER = 0.25
"""Being within a quarter shows that no flow is missing; it is no fit."""
KNOWN_MISSES = {
    ("court_completions", "kind=subsequent", "2017"): "too few decided cases come back to the court",
    ("detained_average", "stream=notice", "2016"): "the fit holds few adults on a notice, and they leave early",
}
"""Published totals that the model does not reach yet, with the reason; one that is reached leaves the list."""
YEARS = {"2016", "2017"}

Rows = dict[tuple[str, str, str], float]


@pytest.mark.slow
def test_every_published_total_is_within_a_quarter_or_known_to_be_missed(rows: Rows) -> None:
    missed = {}
    for total in published_totals():
        key = (total.metric, total.group, total.fiscal_year)
        if total.fiscal_year not in YEARS:
            continue
        nearest = min(max(rows[key], total.low), total.high)
        if abs(rows[key] - nearest) > QUARTER * total.value:
            missed[key] = round(rows[key] / total.value - 1.0, 3)
    assert set(missed) == set(KNOWN_MISSES), missed
