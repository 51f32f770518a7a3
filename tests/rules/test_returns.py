"""Every return says where and how the person was set down."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.base.codes import Nationality, PersonClass
from sim.engine.columns import NEVER, City, Disposition, Event, Manner, MexicoExit, Order, Release
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.vocabulary import Flow, Stock, Wait
from sim.model.context import Context
from sim.model.run import play
from sim.model.sites import seats_by_day
from sim.model.waiting_in_mexico import MONTH
from tests.worlds import small

Rows = NDArray[np.intp]
RETURN = ("contiguous_return.enabled=true", "contiguous_return.selected_share=1", "mexico.consent_per_day=20000")
AGAIN = ("border.reentry.share.bridge=1", "border.reentry.days=5")
WIDE = (
    *(f"contiguous_return.port_cap.{port}=20000" for port in ("west", "centre", "east")),
    "contiguous_return.daily_cap=20000",
)
WAYS = ("going_home", "trying_again", "vulnerable", "saying_fear", "sending_child")
OFFICERS = ("fear.officers=20000", "mexico.fear_found_share=1")
UNDATED = "mexico.hazard.factor_with_hearing_date=1"


def all_by(way: str) -> tuple[str, ...]:
    """Set the chances so that everybody leaves Mexico in one way when the first month is over."""
    return (UNDATED, *(f"mexico.hazard.{each}={int(each == way)}" for each in WAYS))


HOME = (*all_by("going_home"), *AGAIN)
"""Everybody goes home after a month, and tries again."""


def left_by(way: MexicoExit, *settings: str, scale: float = 0.006, days: int = 60) -> tuple[Context, Rows]:
    """Send people back to Mexico; the world, and those who left it in a way."""
    ctx, _ = play(small("status-quo", *RETURN, *settings, scale=scale, days=days))
    return ctx, np.flatnonzero(ctx.persons.mexico_exit[: ctx.persons.size] == way)


def test_whoever_is_returned_is_set_down_somewhere() -> None:
    ctx, _ = play(small("status-quo", scale=0.01))
    persons = ctx.persons
    returned = np.flatnonzero(persons.repatriated[: persons.size] != NEVER)
    assert len(returned) > 300
    is_mexican = persons.nationality[returned] == Nationality.MEXICO
    manner = persons.manner[returned]
    assert set(manner[is_mexican].tolist()) <= {Manner.BRIDGE, Manner.INTERIOR_FLIGHT}
    assert set(manner[~is_mexican].tolist()) == {Manner.HOME_BY_AIR}
    never = np.flatnonzero(persons.repatriated[: persons.size] == NEVER)
    assert not persons.manner[never].any()


def test_people_sent_to_wait_in_mexico_are_set_down_at_the_bridge() -> None:
    settings = ("contiguous_return.enabled=true", "contiguous_return.selected_share=1", "mexico.consent_per_day=20000")
    ctx, _ = play(small("status-quo", *settings))
    persons = ctx.persons
    waiting = np.flatnonzero(persons.place[: persons.size] == Place.IN_MEXICO)
    assert len(waiting) > 20
    assert set(persons.manner[waiting].tolist()) == {Manner.BRIDGE}


def test_whoever_goes_home_from_mexico_may_try_again_and_is_held_for_the_pending_hearing() -> None:
    ctx, rows = left_by(
        MexicoExit.HOME,
        *all_by("going_home"),
        *AGAIN,
        "border.evader_apprehended_share=1",
        "border.turned_back_share=0",
    )
    persons = ctx.persons
    again = rows[persons.arrests[rows] == 2]
    assert len(again) > 20
    assert (persons.case[again] != Case.NONE).all(), "the case is not closed"
    assert np.isin(persons.case[again], (Case.SERVED, Case.PENDING)).mean() > 0.9
    still_open = again[persons.relieved[again] == NEVER]
    assert len(still_open) > 20, "a case that was terminated meanwhile gives way to a new one"
    assert (persons.disposition[still_open] == Disposition.NOTICE_DETAINED).all()


def test_whoever_goes_home_and_gets_away_is_at_large_with_the_case_open_and_families_present_themselves() -> None:
    ctx, rows = left_by(
        MexicoExit.HOME,
        *all_by("going_home"),
        *AGAIN,
        "border.evader_apprehended_share=0.001",
        "border.turned_back_share=0",
    )
    persons = ctx.persons
    is_family = persons.kind[rows] == PersonClass.FAMILY_MEMBER
    away = rows[~is_family & (persons.place[rows] == Place.AT_LARGE)]
    assert len(away) > 10
    assert np.isin(persons.case[away], (Case.SERVED, Case.PENDING, Case.FINAL)).mean() > 0.8, "others were decided"
    assert (persons.case[away] == Case.PENDING).sum() > 5
    assert (persons.arrests[rows][is_family] == 2).sum() > 10
    nobody, rows = left_by(MexicoExit.HOME, *HOME, "border.reentry_gain=0")
    assert len(rows) > 20
    assert (nobody.persons.arrests[rows] == 1).all()


def test_people_leave_mexico_in_each_way_after_a_month_and_their_case_goes_on() -> None:
    for way, name, flow in (
        (MexicoExit.PAROLED, "vulnerable", Flow.PAROLED_FROM_MEXICO),
        (MexicoExit.CUSTODY, "saying_fear", Flow.TAKEN_BACK_FROM_MEXICO),
        (MexicoExit.REENTRY, "trying_again", Flow.REENTRY),
        (MexicoExit.HOME, "going_home", None),
    ):
        settings = (*all_by(name), "border.reentry.share.bridge=0", *OFFICERS)
        ctx, left = left_by(way, *settings, scale=0.004)
        persons = ctx.persons
        assert len(left) > 20
        assert flow is None or ctx.record.flows[:, flow].sum() > 20
        assert not (persons.place[left] == Place.IN_MEXICO).any()
        assert (persons.due[Event.MEXICO_EXIT][left] == NEVER).all()
        waiting = np.flatnonzero(persons.place[: persons.size] == Place.IN_MEXICO)
        weekend = 4 * (way == MexicoExit.CUSTODY)
        assert (persons.since[Wait.MEXICO][waiting] > 60 - 1 - MONTH - weekend).all(), "a month later all are gone"
        pending = np.flatnonzero(persons.case[: persons.size] == Case.PENDING)
        assert (persons.docket[pending] != Docket.NONE).all()


def share_gone_home(*settings: str) -> float:
    """The share of those returned who give up within two hundred days, where nobody leaves in another way."""
    seats = (f"mexico.sites.{city.name.lower()}.seats_per_day=0" for city in City)
    quiet = (*seats, "border.reentry.share.bridge=0")
    none = tuple(f"mexico.hazard.{way}=0" for way in WAYS[1:])
    told = (*quiet, *none, "mexico.hazard.going_home=0.1", *settings)
    ctx, left = left_by(MexicoExit.HOME, *told, scale=0.002, days=200)
    return len(left) / float(ctx.record.flows[:, Flow.RETURNED_TO_MEXICO].sum())


def test_the_chance_to_give_up_moves_with_the_time_waited_the_date_and_the_shelter() -> None:
    roof = "mexico.shelter_places=100000"
    base = share_gone_home(UNDATED, roof)
    assert 0.15 < base < 0.35
    assert share_gone_home(UNDATED, roof, "mexico.hazard.factor_per_year_waited=20") > 1.2 * base
    assert share_gone_home("mexico.hazard.factor_with_hearing_date=0", roof) < 0.8 * base
    outside = ("mexico.shelter_places=0", "mexico.hazard.factor_without_shelter=2")
    assert share_gone_home(UNDATED, *outside) > 1.4 * base


def test_a_person_arrested_again_after_waiting_in_mexico_keeps_a_docket_and_gets_a_date_in_a_bed() -> None:
    caught = ("border.evader_apprehended_share=1", "detention.beds.adult=0")
    ctx, left = left_by(MexicoExit.REENTRY, *all_by("trying_again"), *caught, scale=0.008)
    persons = ctx.persons
    in_hold = left[(persons.case[left] == Case.PENDING) & (persons.place[left] == Place.HOLD)]
    assert len(in_hold) > 5
    assert (persons.docket[in_hold] == Docket.DETAINED).all()
    assert (persons.due[Event.HEARING][in_hold] == NEVER).all(), "no date before there is a bed"


def test_a_family_that_tries_again_from_mexico_presents_itself() -> None:
    away = ("border.evader_apprehended_share=0.01", *WIDE)
    ctx, left = left_by(MexicoExit.REENTRY, *all_by("trying_again"), *away, scale=0.01)
    is_family = ctx.persons.kind[left] == PersonClass.FAMILY_MEMBER
    assert is_family.sum() > 20
    assert (ctx.persons.arrests[left][is_family] == 2).all()
    assert (ctx.persons.arrests[left][~is_family] == 1).mean() > 0.9, "nearly every adult gets away"


def test_a_family_may_send_one_child_alone_who_is_cared_for_while_the_others_wait() -> None:
    settings = (*all_by("sending_child"), *WIDE, "children.beds=50000")
    ctx, sent = left_by(MexicoExit.CHILD, *settings, scale=0.01, days=120)
    persons = ctx.persons
    assert len(sent) > 20
    assert ctx.record.flows[:, Flow.CHILD_SENT_ALONE].sum() == len(sent)
    assert (persons.kind[sent] == PersonClass.UNACCOMPANIED_CHILD).all()
    assert (persons.disposition[sent] == Disposition.CARE_OF_ORR).all()
    assert np.isin(persons.place[sent], (Place.HOLD, Place.ORR, Place.AT_LARGE)).all()
    assert (persons.case[sent] != Case.NONE).all(), "the case that is open goes on"
    assert (persons.release[sent] == Release.SPONSOR).sum() > 5
    kinds = persons.kind[: persons.size][persons.place[: persons.size] == Place.IN_MEXICO]
    assert (kinds == PersonClass.FAMILY_MEMBER).sum() > len(sent) / 2


def test_whoever_says_that_it_fears_mexico_is_heard_by_an_asylum_officer_and_waits_on_if_no_fear_is_found() -> None:
    settings = (*all_by("saying_fear"), *OFFICERS[:1], "mexico.fear_found_share=0")
    ctx, taken = left_by(MexicoExit.CUSTODY, *settings, scale=0.004)
    persons, here = ctx.persons, slice(0, ctx.persons.size)
    assert len(taken) == 0
    assert ctx.record.flows[:, Flow.FEAR_OF_MEXICO_NOT_FOUND].sum() > 20
    waiting = persons.place[here] == Place.IN_MEXICO
    before_an_officer = waiting & (persons.due[Event.MEXICO_EXIT][here] == NEVER)
    assert before_an_officer.sum() < waiting.sum() / 4


def test_interviews_about_mexico_take_the_time_of_the_officers_who_screen_and_without_them_nobody_is_heard() -> None:
    settings = (*all_by("saying_fear"), "mexico.fear_found_share=1", "fear.surge.screening_share=0")
    few = "fear.officers=60"
    ctx, taken = left_by(MexicoExit.CUSTODY, *settings, few, scale=0.02)
    quiet, _ = left_by(MexicoExit.CUSTODY, *all_by("nothing"), few, "fear.surge.screening_share=0", scale=0.02)
    claims = (Flow.CREDIBLE_POSITIVE, Flow.CREDIBLE_NEGATIVE, Flow.CREDIBLE_CLOSED)
    assert len(taken) > 10
    assert ctx.record.flows[:, claims].sum() < quiet.record.flows[:, claims].sum(), "others are heard later"
    _, nobody = left_by(MexicoExit.CUSTODY, *settings, "fear.officers=0")
    assert len(nobody) == 0


def waiting_by_city(*settings: str, days: int = 60) -> tuple[Context, dict[City, int]]:
    """Send many back; how many wait in each city on the last day."""
    ctx, _ = left_by(MexicoExit.NONE, *all_by("nothing"), *WIDE, *settings, scale=0.01, days=days)
    return ctx, {city: int(ctx.record.stocks[-1, Stock[f"WAITING_{city.name}"]].sum()) for city in City}


def test_a_site_receives_nobody_while_it_is_closed_and_no_more_than_its_number() -> None:
    open_, every = waiting_by_city()
    tables = ("mexico.sites.reynosa.open={2016-10-01: false, 2016-11-15: true}", "mexico.sites.tijuana.open=false")
    closed, some = waiting_by_city(*tables, "mexico.sites.nuevo_laredo.received_per_day=100")
    assert min(every[City.REYNOSA], every[City.NUEVO_LAREDO], every[City.TIJUANA]) > 5
    assert some[City.TIJUANA] == 0
    assert closed.record.stocks[44, Stock.WAITING_REYNOSA].sum() == 0
    assert 0 < some[City.REYNOSA] < every[City.REYNOSA]
    assert some[City.NUEVO_LAREDO] <= 60
    returned = [world.record.flows[:, Flow.RETURNED_TO_MEXICO].sum() for world in (open_, closed)]
    refused = [world.record.flows[:, Flow.REFUSED_FOR_CONSENT].sum() for world in (open_, closed)]
    assert returned[0] + refused[0] == returned[1] + refused[1]
    assert refused[1] > refused[0]


def test_where_seats_limit_the_returns_no_more_wait_than_can_be_heard_within_the_notice() -> None:
    settings = ("mexico.notice_days=20", *(f"mexico.sites.{city.name.lower()}.seats_per_day=50" for city in City))
    free, _ = waiting_by_city(*settings)
    ctx, _ = waiting_by_city(*settings, "mexico.seats_limit_returns={2016-10-01: false, 2016-11-01: true}")
    seats = seats_by_day(ctx.inputs)
    assert seats[0] == pytest.approx(50 * len(City) * 0.01)
    flows = [world.record.flows[:, Flow.RETURNED_TO_MEXICO].sum(axis=1) for world in (free, ctx)]
    assert (flows[0][:31] == flows[1][:31]).all()
    assert flows[1][31:].sum() < flows[0][31:].sum() / 2
    limited, _ = waiting_by_city(*settings, "mexico.seats_limit_returns=true")
    pending = limited.record.stocks[:, Stock.PENDING_MEXICO].sum(axis=1)
    assert limited.record.flows[:, Flow.RETURNED_TO_MEXICO].sum() > 30
    assert pending.max() <= seats[0] * 15


def test_from_a_date_everybody_who_waits_in_a_city_is_brought_in_within_a_month_and_others_wait_on() -> None:
    site = "mexico.sites.reynosa"
    closed, brought = "{2016-10-01: true, 2016-11-20: false}", "{2016-10-01: false, 2016-11-20: true}"
    ended = (f"{site}.open={closed}", f"{site}.brings_in={brought}")
    ctx, left = left_by(MexicoExit.BROUGHT_IN, *all_by("nothing"), *WIDE, *ended, scale=0.01, days=90)
    waiting = ctx.record.stocks[:, Stock.WAITING_REYNOSA].sum(axis=1)
    assert waiting[49] > 20
    assert waiting[50 + MONTH] == 0
    assert ctx.record.flows[:50, Flow.BROUGHT_IN_FROM_MEXICO].sum() == 0
    assert ctx.record.flows[:, Flow.BROUGHT_IN_FROM_MEXICO].sum() == len(left)
    assert (ctx.persons.place[left] == Place.AT_LARGE).mean() > 0.9
    assert (ctx.persons.case[left] == Case.PENDING).mean() > 0.5, "the case goes on inside"
    assert ctx.record.stocks[-1, Stock.WAITING_TIJUANA].sum() > 5


def test_from_a_date_people_without_a_claim_are_expelled_at_a_bridge_without_an_order_and_may_try_again() -> None:
    share = "border.expelled_share.guatemala={2016-10-01: 0, 2016-10-21: 1}"
    before, _ = play(small("status-quo", *AGAIN, scale=0.02))
    ctx, _ = play(small("status-quo", share, *AGAIN, scale=0.02))
    persons = ctx.persons
    expelled = np.flatnonzero(persons.disposition[: persons.size] == Disposition.EXPULSION)
    assert len(expelled) > 50
    assert (persons.nationality[expelled] == Nationality.GUATEMALA).all()
    assert (persons.kind[expelled] != PersonClass.UNACCOMPANIED_CHILD).all()
    assert (persons.order[expelled] == Order.NONE).all()
    assert (persons.since[Wait.FEAR_SCREENING][expelled] == NEVER).all()
    gone = expelled[persons.place[expelled] == Place.ABROAD]
    assert (persons.case[gone] == Case.DEPARTED).all()
    assert (persons.manner[gone] == Manner.BRIDGE).all()
    assert (persons.arrests[expelled] > 1).sum() > 10, "at a bridge all are set to try again"
    assert ctx.record.flows[:20, Flow.EXPELLED].sum() == 0
    assert ctx.record.flows[20:, Flow.EXPELLED].sum() > len(gone) / 2
    assert (ctx.record.flows[:20] == before.record.flows[:20]).all()
    filed, waited = (world.record.flows[:, Flow.CREDIBLE_POSITIVE].sum() for world in (ctx, before))
    assert filed > 0.8 * waited, "claims are heard as before"
