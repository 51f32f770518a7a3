"""A court with constant receipts and nothing else stops growing where judges times pace equal receipts."""

from pathlib import Path

import pytest

import sim
from sim.results.estimates import t_quantile

RECEIPTS = 200_000
"""Cases that reach the court in a year [cases/year]."""
COURT_ALONE = (
    "border.attempts_scale=0",
    "ports.arrivals_scale=0",
    "interior.arrests_scale=0",
    "courts.docket_rule=fifo",
    "courts.closure_net_share=0",
    f"courts.other_receipts_per_year={RECEIPTS}",
)
CARRIED = 0.002
"""How far the completions of a busy court may lie from its capacity [share]."""


def test_a_court_breaks_even_where_capacity_equals_receipts(tmp_path: Path) -> None:
    """Receipts and completions of a saturated queue: growth is lambda - c mu, zero at c = lambda / mu."""
    found = sim.solve(
        "status-quo",
        vary=("courts.judges=300:420",),
        until=("court_pending_change<=0",),
        set=COURT_ALONE,
        fixed=True,
        replications=2,
        years=1,
        scale=0.01,
        out=tmp_path,
    )
    (one,) = found.solutions
    pace = float(str(sim.load("status-quo").leaves["courts.completions_per_judge_year"].value))
    assert one.value is not None
    assert one.low is not None
    assert one.high is not None
    error = (one.high - one.low) / 2 / t_quantile(1)
    assert one.value == pytest.approx(RECEIPTS / pace, abs=4 * error + CARRIED * RECEIPTS / pace)
    assert 4 * error < 0.1 * RECEIPTS / pace
