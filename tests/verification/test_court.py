"""The court of the model, alone and with steady filings, against the arithmetic of an overloaded queue."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.engine.recording import Recording
from sim.engine.vocabulary import Cause, Flow, Stock, Tally, Wait
from sim.model.run import simulate
from tests.verification.spread import FOUR
from tests.worlds import EMPTY, small

FILED, JUDGES, RATE, FIRST = 80_000, 100, 500, 20_000
SCALE, DAYS, REPLICATIONS = 0.02, 365, 5
SETTLED = 150
"""By this day every case of the first stock has had its day booked and come into line [day]."""
THOUSANDTHS = 1000
"""Capacity is recorded in these [1 / case]."""
ALONE = (
    *(setting for setting in EMPTY if not setting.startswith("courts.other_receipts")),
    f"courts.other_receipts_per_year={FILED}",
    f"courts.judges={JUDGES}",
    f"courts.completions_per_judge_year={RATE}",
    f"courts.initial_pending={FIRST}",
)
PENDING = (Stock.PENDING_DETAINED, Stock.PENDING_MEXICO, Stock.PENDING_PRIORITY, Stock.PENDING_GENERAL)
COMPLETED = tuple(flow for flow in Flow if flow.name.startswith("COMPLETED_INITIAL"))


def alone(rule: str, seed: int) -> Recording:
    """A year of the court alone."""
    return simulate(small("status-quo", *ALONE, f"courts.docket_rule={rule}", scale=SCALE, days=DAYS, seed=seed))


def age_at_the_end(recording: Recording) -> float:
    """Mean age of the pending cases on the last day [days]."""
    last = recording.ages.fiscal_year == recording.ages.fiscal_year.max()
    return float(np.average(recording.ages.age[last], weights=recording.ages.count[last]))


@pytest.mark.slow
def test_served_oldest_first_the_pending_are_the_last_to_come_and_half_as_old_as_the_line_is_long() -> None:
    """Mean age = N / (2 x filings): the cases pending are those of the last N / filings years."""
    ages, theory = [], 0.0
    for seed in range(REPLICATIONS):
        recording = alone("fifo", seed)
        pending = int(recording.stocks[-1, list(PENDING)].sum())
        filed = int(recording.flows[:, Flow.NTA_FILED].sum())
        theory = DAYS * pending / (2 * filed)
        ages.append(age_at_the_end(recording) - theory)
    assert abs(np.mean(ages)) < max(FOUR * np.std(ages, ddof=1) / np.sqrt(REPLICATIONS), 2.0), theory


def completed(recording: Recording) -> int:
    """Cases completed once the hearings of the first stock are all booked [cases]."""
    return int(recording.flows[SETTLED:, list(COMPLETED)].sum())


@pytest.mark.slow
def test_the_backlog_grows_by_what_is_filed_less_what_the_judges_complete() -> None:
    recording = alone("fifo", 1)
    growth = int(recording.stocks[-1, list(PENDING)].sum() - recording.stocks[SETTLED - 1, list(PENDING)].sum())
    assert growth == int(recording.flows[SETTLED:, Flow.NTA_FILED].sum()) - completed(recording)
    capacity = recording.tallies[SETTLED:, Tally.COURT_CAPACITY].sum() / 1000
    assert completed(recording) == pytest.approx(capacity, abs=2)
    assert capacity == pytest.approx(JUDGES * RATE * SCALE * (DAYS - SETTLED) / DAYS, rel=0.03)


@pytest.mark.slow
def test_newest_first_completes_as_many_and_hears_people_at_once_or_not_at_all() -> None:
    """Kingman (1962): the order of service moves the spread of the waits, not the throughput."""
    first, last = alone("fifo", 2), alone("lifo", 2)
    assert completed(first) == pytest.approx(completed(last), abs=2)
    assert age_at_the_end(last) > 1.3 * age_at_the_end(first)
    assert waits(last).max() < 30 < waits(first).min()
    assert np.median(last.ages.age) > 150


def waits(recording: Recording) -> NDArray[np.int64]:
    """Waits for a decision that were over before the end, one for each person [days]."""
    table = recording.waits
    ours = (table.queue == Wait.DECISION) & (table.cause == Cause.SERVED) & (table.entry == 0)
    return np.repeat(table.exit[ours].astype(np.int64), table.count[ours])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_case_filed_in_an_overloaded_court_waits_until_all_before_it_are_heard(seed: int) -> None:
    """Newell (1982), chapter 2: the wait of the n-th is the distance, at height n, of what was filed and can be heard.

    Both curves are whole numbers of cases by day, so that every wait follows and none is left to chance.
    """
    recording = alone("fifo", seed)
    can_be_heard = np.cumsum(recording.tallies[:, Tally.COURT_CAPACITY])
    filed = recording.flows[:, Flow.NTA_FILED].sum(axis=1).astype(np.int64)
    first = int(recording.stocks[0, list(PENDING)].sum() - filed[0] + recording.flows[0, list(COMPLETED)].sum())
    assert first == FIRST * SCALE
    number = np.arange(first, int(can_be_heard[-1]) // THOUSANDTHS) + 1
    heard_on = np.searchsorted(can_be_heard, number * THOUSANDTHS)
    filed_on = np.searchsorted(first + np.cumsum(filed), number)
    assert len(number) > 500
    assert sorted(waits(recording).tolist()) == sorted((heard_on - filed_on).tolist())
