"""Where receipts are imposed each month gets exactly so many: own filings first, the rest brought, the excess waits."""

from dataclasses import replace

import numpy as np
import pytest

from sim.engine.recording import Recording
from sim.engine.vocabulary import Flow, Tally
from sim.model.run import simulate
from tests.worlds import small

NAN = float("nan")


def filed(receipts: tuple[float, ...], days: int = 61) -> Recording:
    """Play October and November 2016 with the receipts of some months imposed, at a hundredth of the size."""
    return simulate(replace(small("status-quo", scale=0.01, days=days), imposed_receipts=receipts))


def in_month(recording: Recording, first: int, end: int) -> int:
    return int(recording.flows[first:end, Flow.NTA_FILED].sum())


@pytest.mark.parametrize("imposed", [(30000.0, 25000.0), (15000.0, 40000.0)])
def test_each_month_gets_the_imposed_receipts(imposed: tuple[float, float]) -> None:
    recording = filed(imposed)

    assert in_month(recording, 0, 31) == pytest.approx(imposed[0] * 0.01, abs=2)
    assert in_month(recording, 0, 61) == pytest.approx(sum(imposed) * 0.01, abs=2)


def test_a_shortfall_is_brought_and_nothing_waits() -> None:
    recording = filed((90000.0, 90000.0))

    assert recording.tallies[:, Tally.FILINGS_FILLED].sum() > 0
    assert set(np.flatnonzero(recording.tallies[:, Tally.FILINGS_FILLED])) == {30, 60}, "on the last day of each month"
    assert recording.tallies[:, Tally.FILINGS_DEFERRED].sum() == 0


def test_an_excess_waits_for_the_next_month() -> None:
    recording = filed((1000.0, 90000.0))

    assert in_month(recording, 0, 31) == pytest.approx(10, abs=3)
    waited = recording.tallies[:31, Tally.FILINGS_DEFERRED].sum()
    assert waited > 0
    first_day = recording.flows[31, Flow.NTA_FILED].sum()
    assert first_day >= 0.9 * waited, "on the first day with room, but for those who left meanwhile"


def test_a_month_that_is_not_imposed_goes_by_itself() -> None:
    free, half = filed((NAN, NAN)), filed((NAN, 90000.0))

    assert in_month(free, 0, 31) == in_month(half, 0, 31)
    assert half.tallies[:31, Tally.FILINGS_FILLED].sum() == 0


def test_without_imposed_receipts_nothing_is_forced() -> None:
    recording = simulate(small("status-quo", scale=0.004, days=40))

    assert recording.tallies[:, [Tally.FILINGS_FILLED, Tally.FILINGS_DEFERRED]].sum() == 0
