"""Clerks enter so many notices in a working day: of people who are held first, then the oldest, families whole."""

import numpy as np
import pytest

from sim.base.codes import Nationality, PersonClass
from sim.base.draws import keys_of
from sim.engine.columns import Disposition, Event, Source
from sim.engine.diagrams import Case, Place
from sim.engine.state import Store
from sim.engine.vocabulary import Flow
from sim.model.context import Context
from sim.model.courts.court import Court
from sim.model.courts.filing import Clerks, Notices, file_due
from sim.model.removal.orders import RemovalOrders
from sim.model.run import play, simulate
from tests.batches import Calendar, Newcomers, Persons, Rows
from tests.worlds import small

_DAYS = 8


def served(*, families: tuple[int, ...], held: tuple[int, ...] = (), due: tuple[int, ...]) -> tuple[Context, Rows]:
    """People who were served, so many to a family; some are in beds; and the day on which each notice comes due."""
    ctx, _ = play(small("status-quo", scale=0.001, days=_DAYS))
    heads = np.sort(keys_of(len(families), "served"))
    key = np.concatenate([head + np.arange(size, dtype=np.uint64) for head, size in zip(heads, families, strict=True)])
    count = len(key)
    ctx = Context(ctx.env, ctx.inputs, Store(count, ctx.inputs.clock))
    persons = Persons(ctx.record)
    rows = persons.admit(
        Newcomers(
            key=key,
            nationality=np.full(count, Nationality.HONDURAS, np.uint8),
            kind=np.full(count, PersonClass.SINGLE_ADULT, np.uint8),
            source=np.full(count, Source.BORDER, np.uint8),
            has_prior_order=np.zeros(count, np.bool_),
        )
    )
    at_large = np.setdiff1d(rows, rows[list(held)])
    persons.move(rows, place=Place.HOLD)
    persons.move(at_large, place=Place.AT_LARGE, case=Case.SERVED)
    persons.move(rows[list(held)], place=Place.ADULT_BED, case=Case.SERVED)
    Calendar(persons, Event.FILING).book(rows, np.array(due))
    return ctx, rows


def filed(ctx: Context, rows: Rows, *capacity: int) -> list[int]:
    """The day on which each case is filed, with so many entered a day."""
    court = Court.of(ctx, orders=RemovalOrders.of(ctx))
    clerks = Clerks.of(ctx, court=court, notices=Notices.of(ctx), capacity=np.array(capacity, np.int64))
    for day in range(len(capacity)):
        file_due(ctx.state, clerks, day)
    return [int(day) if day >= 0 else -1 for day in ctx.persons.filed[rows]]


def test_people_who_are_held_are_entered_first_then_the_oldest_and_others_wait_for_a_working_day() -> None:
    ctx, rows = served(families=(1,) * 5, held=(4,), due=(1, 0, 1, 0, 1))
    assert filed(ctx, rows, 0, 0, 2, 0, 1, 2) == [5, 2, 5, 4, 2]


def test_whoever_comes_due_later_stands_behind_all_who_wait() -> None:
    ctx, rows = served(families=(1,) * 4, due=(3, 2, 1, 0))
    assert filed(ctx, rows, 0, 0, 0, 1, 1, 1, 1) == [6, 5, 4, 3]


def test_a_family_is_entered_whole_or_waits_and_holds_up_those_behind_it() -> None:
    ctx, rows = served(families=(1, 2, 1), due=(0, 0, 0, 0))
    assert filed(ctx, rows, 2, 1, 3) == [0, 2, 2, 2]


def test_people_who_are_held_and_find_no_room_come_before_all_others_on_the_next_day() -> None:
    ctx, rows = served(families=(1,) * 4, held=(1, 2, 3), due=(0, 1, 1, 2))
    assert filed(ctx, rows, 0, 1, 2, 1) == [3, 1, 2, 2]


def test_clerks_enter_as_many_as_they_can_on_working_days_and_none_on_days_off() -> None:
    inputs = small("status-quo", "courts.filings_per_day=400", scale=0.01, days=40)
    flows = simulate(inputs).flows.sum(axis=2)
    past_clerks = flows[:, Flow.REASONABLE_POSITIVE] + flows[:, Flow.FEAR_REVIEW_VACATED]
    entered, works = flows[:, Flow.NTA_FILED] - past_clerks, inputs.clock.is_working
    assert entered[~works].max() <= 0
    assert entered[works].sum() == pytest.approx(400 * inputs.scale * works.sum(), abs=5), "more than that come due"


@pytest.mark.parametrize(("closed", "are_filed_soon"), [(0, True), (1, False)])
def test_only_a_claim_that_was_found_credible_shortens_the_time_to_file(closed: int, *, are_filed_soon: bool) -> None:
    lags = (f"courts.filing_lag.{kind}=3000" for kind in ("detained", "family_or_child", "interior", "border_adult"))
    heard = (f"fear.closed_share={closed}", "fear.closed_removed_share=0", "fear.positive_share=1")
    ctx, _ = play(small("status-quo", *lags, *heard, "courts.filing_lag.fear_positive=1", scale=0.01, days=60))
    here = slice(0, ctx.persons.size)
    claimed = (ctx.persons.disposition[here] == Disposition.CREDIBLE_FEAR) & (ctx.persons.place[here] == Place.AT_LARGE)
    filed = np.count_nonzero(claimed & (ctx.persons.case[here] == Case.PENDING))
    assert np.count_nonzero(claimed) > 50
    assert filed > 20 if are_filed_soon else filed == 0
