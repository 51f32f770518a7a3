"""The two border systems end as the published life cycle of encounters says: one goes home, the other waits.

Of encounters of FY2014-19, Mexicans were mostly repatriated and Central Americans mostly unresolved (OHSS, Enforcement
Lifecycle, reports on FY2020 and FY2023). Shares by year are not published in the form that the model counts.
"""

import pytest

from sim.model.run import simulate
from sim.results.metrics import measure
from sim.scenario.scenario import Overrides, load


@pytest.mark.slow
def test_mexican_adults_go_home_and_central_american_families_wait() -> None:
    rows = measure(simulate(load("status-quo", Overrides(scale=0.01, years=2)).compile(1, fixed=True)))
    shares = {row.key.group: row.value for row in rows if (row.key.metric, row.key.period) == ("cohort_share", "all")}
    adults = "class=single_adult;months=12;nationality=mexico;outcome="
    families = "class=family_member;months=12;nationality=northern_triangle;outcome="
    assert shares[adults + "repatriated"] > 0.5
    assert shares[families + "unresolved"] > 0.5
    for group in (adults, families):
        total = sum(shares[group + outcome] for outcome in ("repatriated", "relief", "unresolved"))
        assert total == pytest.approx(1.0)
