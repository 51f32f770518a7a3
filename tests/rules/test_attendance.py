"""Who appears before the court: by counsel, by how often heard, by the notice, and only from where the person is."""

from itertools import pairwise

import numpy as np
import pytest
import simpy
from numpy.typing import NDArray

from sim.base.codes import Nationality, PersonClass
from sim.base.draws import keys_of
from sim.engine.columns import NEVER, BookIn, Release, Source
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.state import Store
from sim.engine.vocabulary import Wait
from sim.model.context import Context
from sim.model.courts.attendance import is_absent, is_in_program, is_represented
from sim.model.courts.court import Court
from sim.model.removal.orders import RemovalOrders
from sim.model.run import play
from tests.batches import Newcomers, Persons, Rows
from tests.worlds import small

PEOPLE = 6_000
FOUR = 4.0
"""Standard errors within which a share must lie."""
SURE = {
    "courts.no_show.wait_gain": 0,
    "courts.notice_reached_share.adult": 1,
    "courts.represented_share.adult": 0,
    "courts.no_show.first.adult": 0.4,
    "courts.no_show.later.adult": 0.1,
}


def court(*settings: str) -> tuple[Context, Rows]:
    """A world with so many adults at large; what is set comes before what is sure."""
    parameters = SURE | dict(setting.split("=", 1) for setting in settings)
    inputs = small("status-quo", *(f"{path}={value}" for path, value in parameters.items()), days=400)
    count = PEOPLE
    ctx = Context(simpy.Environment(), inputs, Store(count, inputs.clock))
    rows = Persons(ctx.record).admit(
        Newcomers(
            key=keys_of(count, "court"),
            nationality=np.full(count, Nationality.HONDURAS, np.uint8),
            kind=np.full(count, PersonClass.SINGLE_ADULT, np.uint8),
            source=np.full(count, Source.BORDER, np.uint8),
            has_prior_order=np.zeros(count, np.bool_),
        )
    )
    Persons(ctx.record).move(rows, place=Place.HOLD)
    Persons(ctx.record).move(rows, place=Place.AT_LARGE, case=Case.SERVED)
    return ctx, rows


def absent(ctx: Context, rows: Rows, docket: Docket = Docket.GENERAL, times: int = 0, day: int = 0) -> float:
    """The share that does not appear."""
    court, people = Court.of(ctx, orders=RemovalOrders.of(ctx)), Persons(ctx.record).people
    return float(np.mean([is_absent(ctx.state, court, people[row], row, int(docket), times, day) for row in rows]))


def near(share: float) -> object:
    """Within four standard errors of a share of all people."""
    return pytest.approx(share, abs=FOUR * (share * (1 - share) / PEOPLE) ** 0.5)


def test_absence_without_counsel_is_what_is_stated_for_a_first_and_a_later_hearing() -> None:
    ctx, rows = court()
    assert absent(ctx, rows) == near(0.4)
    assert absent(ctx, rows, Docket.PRIORITY) == near(0.4)
    assert absent(ctx, rows, times=3) == near(0.1)


def test_counsel_divides_absence_by_its_factor() -> None:
    ctx, rows = court("courts.represented_share.adult=1", "courts.no_show.represented_factor=0.25")
    assert absent(ctx, rows) == near(0.1)
    half, everybody = court("courts.represented_share.adult=0.5", "courts.no_show.represented_factor=0.25")
    assert absent(half, everybody) == near(0.25)


def test_who_is_not_reached_does_not_appear_unless_the_case_was_reopened() -> None:
    ctx, rows = court("courts.notice_reached_share.adult=0", "courts.no_show.first.adult=0")
    assert absent(ctx, rows) == 1.0
    ctx.persons.is_subsequent[rows[:600]] = True
    assert absent(ctx, rows) == pytest.approx(1 - 600 / PEOPLE)


def test_people_in_a_bed_are_brought() -> None:
    ctx, rows = court("courts.notice_reached_share.adult=0")
    assert absent(ctx, rows, Docket.DETAINED) == 0.0


def test_only_who_still_waits_in_mexico_can_come_to_the_port() -> None:
    ctx, rows = court("courts.no_show.mexico=0")
    assert absent(ctx, rows, Docket.MEXICO) == 1.0
    Persons(ctx.record).move(rows[:1_000], place=Place.HOLD)
    Persons(ctx.record).move(rows[:1_000], place=Place.IN_MEXICO)
    Persons(ctx.record).move(rows[1_000:1_500], place=Place.ABROAD)
    assert absent(ctx, rows[:1_000], Docket.MEXICO) == 0.0
    assert absent(ctx, rows[1_000:], Docket.MEXICO) == 1.0


def test_a_longer_wait_than_usual_adds_to_absence_by_the_gain_and_a_shorter_takes_away() -> None:
    ctx, rows = court("courts.no_show.wait_gain=0.5", "courts.no_show.usual_wait_days=100")
    ctx.persons.since[Wait.DECISION][rows] = 0
    assert absent(ctx, rows, day=100) == near(0.4)
    assert absent(ctx, rows, day=100 + 365) == near(0.4 * 1.5)
    assert absent(ctx, rows, day=0) == near(0.4 * (1 - 0.5 * 100 / 365))


COUNSEL = (
    "courts.represented_share.adult=0.6",
    "courts.represented_share.detained=0.14",
    "courts.represented_share.mexico=0.05",
    "courts.counsel_days.released={lognormal: {median: 100, p90: 400}, unit: days}",
    "courts.counsel_days.detained={lognormal: {median: 15, p90: 60}, unit: days}",
)


def with_counsel(ctx: Context, rows: Rows, docket: Docket, day: int) -> NDArray[np.bool_]:
    """Who has counsel on a day."""
    court, people = Court.of(ctx, orders=RemovalOrders.of(ctx)), Persons(ctx.record).people
    return np.array([is_represented(court, people[row], int(docket), day) for row in rows])


def test_counsel_is_found_in_time_and_kept_by_some_and_never_by_others() -> None:
    ctx, rows = court(*COUNSEL)
    ctx.persons.filed[rows] = 0
    days = [with_counsel(ctx, rows, Docket.GENERAL, day) for day in (0, 100, 400, 20_000)]
    assert [float(found.mean()) for found in days] == [near(0.0), near(0.3), near(0.54), near(0.6)]
    assert all((earlier <= later).all() for earlier, later in pairwise(days))


def test_counsel_is_seldom_found_in_a_bed_or_in_mexico() -> None:
    ctx, rows = court(*COUNSEL)
    ctx.persons.filed[rows] = 0
    assert with_counsel(ctx, rows, Docket.DETAINED, 15).mean() == near(0.07)
    assert with_counsel(ctx, rows, Docket.DETAINED, 20_000).mean() == near(0.14)
    assert with_counsel(ctx, rows, Docket.MEXICO, 100).mean() == near(0.025)


def test_counsel_found_at_large_is_kept_in_a_bed_and_the_other_way_round() -> None:
    ctx, rows = court(*COUNSEL)
    ctx.persons.filed[rows] = 0
    at_large = with_counsel(ctx, rows, Docket.GENERAL, 100)
    ctx.persons.since[Wait.DETENTION][rows], ctx.persons.book_in[rows] = 100, BookIn.ICE_ARREST
    held = with_counsel(ctx, rows, Docket.DETAINED, 101)
    assert (at_large <= held).all()
    assert (held <= with_counsel(ctx, rows, Docket.GENERAL, 102)).all()


def test_who_is_heard_early_mostly_has_no_counsel_and_misses_more_hearings() -> None:
    ctx, rows = court(*COUNSEL, "courts.no_show.represented_factor=0")
    ctx.persons.filed[rows] = 0
    assert absent(ctx, rows, day=0) == near(0.4)
    assert absent(ctx, rows, day=20_000) == near(0.4 * 0.4)


def test_people_on_bond_and_in_alternatives_to_detention_miss_fewer_hearings() -> None:
    ctx, rows = court("courts.no_show.bond_factor=0.5", "courts.no_show.alternatives_factor=0.25")
    ctx.persons.release[rows[:2_000]] = Release.BOND
    ctx.persons.since[Wait.ALTERNATIVES][rows[1_000:3_000]] = 0
    parts = [absent(ctx, rows[first : first + 1_000]) for first in (0, 1_000, 2_000)]
    assert parts == [pytest.approx(share, abs=0.06) for share in (0.2, 0.05, 0.1)]
    assert absent(ctx, rows[3_000:]) == near(0.4)


def test_a_family_comes_together_where_its_head_is_in_alternatives_to_detention() -> None:
    settings = ("detention.initial.on_alternatives=20000", "courts.no_show.alternatives_factor=0")
    ctx, _ = play(small("status-quo", *settings, scale=0.01, days=40))
    persons = Persons(ctx.record)
    everybody = np.arange(ctx.persons.size)
    member = everybody[~persons.is_head(everybody)]
    number = (ctx.persons.key[member] & np.uint64(15)).astype(np.int64)
    assert (persons.family(member - number) == persons.family(member)).all(), "the row of the head stands in front"
    assert persons.is_head(member - number).all()
    enrolled = ctx.persons.since[Wait.ALTERNATIVES][member - number] != NEVER
    assert len(enrolled) > enrolled.sum() > 10
    found = [is_in_program(ctx.state, persons.people[row], row) for row in member]
    assert (np.array(found) == enrolled).all()
