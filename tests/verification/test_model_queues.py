"""Queues of the whole model, seen one at a time, against what theory says of them."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.base.codes import Nationality, PersonClass
from sim.engine.columns import Source
from sim.engine.diagrams import Case
from sim.engine.vocabulary import Stock, Tally
from sim.model.run import play, simulate
from tests.batches import line
from tests.verification.spread import FOUR, Tell, standardised, worst
from tests.worlds import small

AGAIN = 0.5
"""The chance that a person who was returned tries again [share]."""
CAUGHT = 0.8
"""The chance that an attempt ends with an arrest [share]."""
RETURNED_AT_ONCE = (
    *(f"border.adult_track.{name}.mexico=0" for name in ("expedited_removal", "credible_fear", "notice")),
    "border.adult_track.voluntary_return.mexico=1",
    "border.prior_order_share.mexico=0",
    "prosecution.multiplier=0",
    *(f"border.reentry.share.{place}={AGAIN}" for place in ("bridge", "interior_flight", "home_by_air")),
    "border.reentry.factor.voluntary=1",
    "border.reentry.days=1",
    "border.turned_back_again_share=0",
    f"border.evader_apprehended_share={CAUGHT}",
    "interior.arrests_scale=0",
    "ports.arrivals_scale=0",
)
EARLY = 4
"""One in so many, the first to come, have the rest of the run to be arrested again in [1]."""
SEEDS = range(12)


def arrests_each(seed: int) -> NDArray[np.int64]:
    """How often each Mexican adult was arrested of those who were the first to come, shape (n,)."""
    ctx, _ = play(small("status-quo", *RETURNED_AT_ONCE, scale=0.01, days=90, seed=seed))
    persons = ctx.persons
    came = np.flatnonzero((persons.arrests[: persons.size] > 0) & (persons.source[: persons.size] == Source.BORDER))
    first = came[: len(came) // EARLY]
    ours = (persons.nationality[first] == Nationality.MEXICO) & (persons.kind[first] == PersonClass.SINGLE_ADULT)
    return persons.arrests[first[ours & (persons.case[first] == Case.DEPARTED)]].astype(np.int64)


@pytest.mark.slow
def test_arrests_of_a_person_are_geometric_where_each_return_is_followed_by_the_same_chance(
    record_property: Tell,
) -> None:
    """P(more than k arrests) = (chance to try x chance to be caught)^k; how the last attempt ended tells nothing."""
    arrests = [arrests_each(seed) for seed in SEEDS]
    assert min(len(one) for one in arrests) > 50
    once_more = AGAIN * CAUGHT
    scores = [standardised([float(one.mean()) for one in arrests], 1.0 / (1.0 - once_more))]
    scores += [standardised([float((one > k).mean()) for one in arrests], once_more**k) for k in (1, 2)]
    assert worst(scores, record_property) < FOUR


ALL_READY_NEXT_DAY = (
    "fear.preparation_days=1",
    "fear.family_preparation_days=1",
    "fear.review_requested_share=0",
    "fear.interviews_per_officer_day=3.2",
)


@pytest.mark.slow
def test_officers_leave_nobody_who_is_ready_while_they_have_time() -> None:
    """A bulk queue (Bailey 1954), Q' = max(Q + A - c, 0): where a slot is left over the line is empty."""
    idle = 0
    for days in range(61, 67):
        ctx, _ = play(small("status-quo", *ALL_READY_NEXT_DAY, scale=0.004, days=days))
        slots, used = (int(ctx.record.tallies[-1, tally]) for tally in (Tally.FEAR_SLOTS, Tally.FEAR_SLOTS_USED))
        assert used <= slots
        if used < slots:
            idle += 1
            assert line(ctx.record, "interviews").size == 0
    assert idle > 1


@pytest.mark.slow
def test_officers_with_too_few_hours_are_never_idle() -> None:
    few = (*ALL_READY_NEXT_DAY, "fear.screening_share=0.05", "fear.surge.screening_share=0.05")
    recording = simulate(small("status-quo", *few, scale=0.01, days=60))
    assert np.array_equal(recording.tallies[:, Tally.FEAR_SLOTS_USED], recording.tallies[:, Tally.FEAR_SLOTS])
    waiting = recording.stocks[:, Stock.AWAITING_FEAR_SCREENING].sum(axis=1)
    assert waiting[-1] > 2 * waiting[0]
