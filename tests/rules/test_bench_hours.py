"""One small world for each rule of the bench: hours, books, the priority docket, dockets that close."""

import numpy as np
import pytest

from sim.base.codes import CLASSES, PersonClass
from sim.engine.columns import NEVER, Event
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.recording import Recording
from sim.engine.vocabulary import Flow, Stock, Tally
from sim.model.context import Context
from sim.model.run import play, simulate
from tests.worlds import EMPTY, small

HEARINGS = (Flow.MASTER_HEARING, Flow.MERITS_HEARING, Flow.MISSED_HEARING)
COMPLETED = [flow for flow in Flow if flow.name.startswith(("COMPLETED_INITIAL", "COMPLETED_SUBSEQUENT"))]
PENDING = (Stock.PENDING_DETAINED, Stock.PENDING_MEXICO, Stock.PENDING_PRIORITY, Stock.PENDING_GENERAL)
AT_LARGE = (Docket.PRIORITY, Docket.GENERAL)


def completed_an_hour(recording: Recording) -> float:
    """Cases completed to an hour of the bench."""
    hours = recording.tallies[:, Tally.COURT_USED].sum() / 1000
    return float(recording.flows[:, COMPLETED].sum() / hours)


def unheard(ctx: Context, kind: PersonClass, *, filed_before: int) -> float:
    """Share of the cases at large filed in the run, before a day, that have not had a hearing."""
    persons = ctx.persons
    rows = np.flatnonzero((persons.kind[: persons.size] == kind) & (persons.place[: persons.size] == Place.AT_LARGE))
    filed = persons.filed[rows]
    rows = rows[(filed >= 0) & (filed < filed_before) & (persons.arrests[rows] < 2)]
    return float((persons.hearings[rows] == 0).mean())


def test_hours_used_are_hours_on_the_bench_and_no_more() -> None:
    recording = simulate(small("status-quo", scale=0.02, days=250))
    used, there_are = (recording.tallies[:, tally].sum() for tally in (Tally.COURT_USED, Tally.COURT_CAPACITY))
    assert used == pytest.approx(there_are, rel=0.01)
    longer = simulate(small("status-quo", "courts.bench_hours_per_judge_year=1650", scale=0.02, days=250))
    assert longer.tallies[:, Tally.COURT_CAPACITY].sum() == pytest.approx(1.1 * there_are, rel=0.001)
    assert longer.flows[:, COMPLETED].sum() > recording.flows[:, COMPLETED].sum()


def test_longer_hearings_leave_fewer_completed() -> None:
    settings = ("courts.hearing_hours.merits.represented=3.8", "courts.hearing_hours.merits.unrepresented=2.5")
    longer = simulate(small("status-quo", *settings, scale=0.02, days=200))
    assert completed_an_hour(longer) < 0.95 * completed_an_hour(simulate(small("status-quo", scale=0.02, days=200)))


def test_who_does_not_come_is_decided_in_little_time() -> None:
    nobody, everybody = (
        simulate(
            small(
                "status-quo",
                *(f"courts.notice_reached_share.{one}={share}" for one in ("adult", "family", "child")),
                scale=0.02,
                days=150,
            )
        )
        for share in (0, 1)
    )
    assert completed_an_hour(nobody) > 1.3 * completed_an_hour(everybody)


def test_a_family_is_heard_together_in_little_more_time_than_one_person() -> None:
    together, apart = (
        simulate(small("status-quo", f"courts.hearing_hours.joint_family_factor={factor}", scale=0.02, days=150))
        for factor in (1, 3)
    )
    assert completed_an_hour(together) > 1.05 * completed_an_hour(apart)
    few, many = (
        simulate(
            small(
                "status-quo",
                *EMPTY,
                "courts.initial_pending=521517",
                f"courts.initial_share.families={share}",
                scale=0.01,
                days=150,
            )
        )
        for share in (0.05, 0.8)
    )
    assert completed_an_hour(many) > 1.1 * completed_an_hour(few)


def test_a_priority_docket_hears_families_sooner_and_adults_later() -> None:
    without, with_it = (
        play(small("status-quo", f"courts.priority_docket={on}", scale=0.02, days=200))[0] for on in ("false", "true")
    )
    family, adult = PersonClass.FAMILY_MEMBER, PersonClass.SINGLE_ADULT
    assert unheard(with_it, family, filed_before=80) < 0.1 < unheard(without, family, filed_before=80)
    assert unheard(with_it, adult, filed_before=80) > unheard(without, adult, filed_before=80)


def test_first_hearings_do_not_wait_behind_the_merits() -> None:
    """With twice the cases waiting for the merits a first hearing is as near, and a decision farther."""
    settings = (
        "courts.initial_unheard_days.adult=0",
        "courts.initial_unheard_days.young=0",
        "courts.initial_merits_share.released=1",
    )
    usual, twice = (
        play(small("status-quo", *settings, f"courts.initial_pending={cases}", scale=0.01, days=200))[0]
        for cases in (150_000, 300_000)
    )
    for kind in (PersonClass.SINGLE_ADULT, PersonClass.FAMILY_MEMBER):
        assert unheard(twice, kind, filed_before=80) == pytest.approx(unheard(usual, kind, filed_before=80), abs=0.08)
    lengths = [last_merits_date(ctx) for ctx in (usual, twice)]
    assert lengths[1] > 1.5 * lengths[0]


def last_merits_date(ctx: Context) -> float:
    """The date that is given for a merits hearing last, as nine in ten are before it [day]."""
    persons = ctx.persons
    rows = np.flatnonzero(persons.is_for_merits[: persons.size] & (persons.docket[: persons.size] == Docket.GENERAL))
    due = persons.due[Event.HEARING][rows]
    return float(np.quantile(due[due != NEVER], 0.9))


def test_a_closed_docket_hears_nobody_and_its_hearings_are_booked_again_when_it_opens() -> None:
    settings = tuple(
        f"courts.closed.{docket}={{2016-10-01: false, 2016-10-21: true, 2016-11-20: false}}"
        for docket in ("priority", "general")
    )
    ctx, _ = play(small("status-quo", *settings, scale=0.01, days=90))
    heard = ctx.record.flows[:, HEARINGS].sum(axis=1)
    children = heard.reshape(len(heard), -1, CLASSES)[:, :, PersonClass.UNACCOMPANIED_CHILD].sum(axis=1)
    assert children[:20].sum() > 0
    assert children[20:50].sum() == 0, "children are on no other docket"
    assert children[50:].sum() > 0
    closed, _ = play(small("status-quo", *settings, scale=0.01, days=40))
    for docket in AT_LARGE:
        assert closed.record.booked[docket, 40:].sum() == 0 < ctx.record.booked[docket, 90:].sum()
    pending = ctx.persons.case[: ctx.persons.size] == Case.PENDING
    waits = np.isin(ctx.persons.docket[: ctx.persons.size][pending], AT_LARGE)
    assert (ctx.persons.due[Event.HEARING][: ctx.persons.size][pending][waits] != NEVER).mean() > 0.95


def test_hours_that_a_docket_leaves_unused_are_used_by_others_where_they_pass_on() -> None:
    idle = ("courts.closed.detained=true", "courts.hearing_hours.bond=0", "courts.hearing_hours.fear_review=0")
    passed, lost = (
        simulate(small("status-quo", *idle, f"courts.unused_hours_pass_on={on}", scale=0.02))
        for on in ("true", "false")
    )
    used = [
        one.tallies[:, Tally.COURT_USED].sum() / one.tallies[:, Tally.COURT_CAPACITY].sum() for one in (passed, lost)
    ]
    assert used[0] > 0.95
    assert used[1] == pytest.approx(1 - 0.36, abs=0.03)


@pytest.mark.slow
@pytest.mark.parametrize("rated", ["0", "545"])
def test_a_court_with_many_more_judges_than_cases_empties(rated: str) -> None:
    intervals = (f"courts.interval.{kind}=40" for kind in ("first", "priority_first", "priority", "released", "merits"))
    settings = (*EMPTY, *intervals, "courts.initial_pending=20000", f"courts.completions_per_judge_year={rated}")
    recording = simulate(small("status-quo", *settings, scale=0.05, days=1400))
    assert recording.flows[:, COMPLETED].sum() > 980
    assert recording.stocks[-1, list(PENDING)].sum() == 0
    assert recording.tallies[1200:, Tally.COURT_USED].sum() == 0
