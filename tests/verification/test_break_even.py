"""A court with constant receipts and nothing else stops growing where judges times pace equal receipts."""

from pathlib import Path

import pytest

import sim

RECEIPTS = 200_000
"""Cases that reach the court in a year [cases/year]."""
PACE = 550
"""Completions of a judge [cases/judge-year]."""
COURT_ALONE = (
    "border.attempts_scale=0",
    "ports.arrivals_scale=0",
    "interior.arrests_scale=0",
    "courts.docket_rule=fifo",
    "courts.closure_net_share=0",
    f"courts.other_receipts_per_year={RECEIPTS}",
    f"courts.completions_per_judge_year={PACE}",
)
LOW, HIGH = 300, 420
DOCKETS = 4
"""Each has less than one case of its capacity left over at the end of the year [dockets]."""
RESOLUTION = 0.005 * (HIGH - LOW)
"""To which the crossing is searched [judges]."""
SCALE, REPLICATIONS = 0.005, 2


def test_a_court_breaks_even_where_capacity_equals_receipts(tmp_path: Path) -> None:
    """Receipts and completions of a saturated queue: growth is lambda - c mu, zero at c = lambda / mu.

    A court completes whole cases: never more than its capacity, and less than one case a docket fewer. So the judges
    found lie between lambda / mu and (lambda + dockets) / mu, widened by the resolution of the search alone.
    """
    found = sim.solve(
        "status-quo",
        vary=(f"courts.judges={LOW}:{HIGH}",),
        until=("court_pending_change<=0",),
        set=COURT_ALONE,
        fixed=True,
        replications=REPLICATIONS,
        years=1,
        scale=SCALE,
        out=tmp_path,
    )
    (one,) = found.study.solutions
    at_one_end = sim.run(
        "status-quo",
        set=(*COURT_ALONE, f"courts.judges={LOW}"),
        fixed=True,
        replications=REPLICATIONS,
        years=1,
        scale=SCALE,
        keep="metrics",
        out=tmp_path,
    )
    receipts = at_one_end.metrics.of("court_receipts").filter(fiscal_year="all")["value"].to_list()
    expected = sum(receipts) / REPLICATIONS / PACE
    one_case = 1 / SCALE / PACE
    assert one.value is not None
    assert -RESOLUTION <= one.value - expected < DOCKETS * one_case + RESOLUTION
    error = (RECEIPTS * SCALE / REPLICATIONS) ** 0.5 / SCALE
    assert sum(receipts) / REPLICATIONS == pytest.approx(RECEIPTS, abs=4 * error)
