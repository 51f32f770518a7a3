"""One small world for each rule of the courts: dates, hearings, decisions, appeals, cases that come back."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.base.codes import Nationality, PersonClass
from sim.base.days import Clock
from sim.base.draws import keys_of
from sim.engine.columns import NEVER, Event, Order, Source
from sim.engine.compiled import Ints, rule
from sim.engine.diagrams import DOCKETS, Case, Docket, Place
from sim.engine.recording import Recording
from sim.engine.state import State, Store
from sim.engine.vocabulary import Flow, Stock, Tally, Wait
from sim.model.context import Context
from sim.model.courts.calendar import book_in_order, file_case
from sim.model.courts.court import Court
from sim.model.population.court_stock import case_age, shares_of_years
from sim.model.removal.orders import RemovalOrders
from sim.model.run import play, simulate
from sim.model.staffing import bench_by_day, judges_at_work
from tests.batches import Newcomers, Persons, line
from tests.worlds import EMPTY, small

COMPLETED = list(range(Flow.COMPLETED_INITIAL_REMOVAL, Flow.COMPLETED_SUBSEQUENT_DEPARTURE + 1))
BY_CLASS = ("adult", "family", "child")


def total(recording: Recording, *flows: Flow) -> int:
    """Count the events of some flows over the run."""
    return int(recording.flows[:, list(flows)].sum())


def for_everybody(path: str, value: float) -> tuple[str, ...]:
    """Set a parameter of the courts alike for each class."""
    return tuple(f"courts.{path}.{name}={value}" for name in BY_CLASS)


def rows_of(ctx: Context, case: Case) -> NDArray[np.int64]:
    """Persons whose paper stands at a point."""
    return np.flatnonzero(ctx.persons.case[: ctx.persons.size] == case)


def test_the_first_free_slot_is_given_in_order_and_no_sooner_than_asked() -> None:
    ctx, _ = play(small("status-quo", scale=0.001, days=3))
    orders = RemovalOrders.of(ctx)
    planned, works = np.array([0.0, 0, 0, 0, 1, 0, 0, 0, 0, 0]), np.array([0.0, 1, 0, 2, 1, 0, 3])
    for ready, days in (([0, 0, 3], [1, 3, 3]), ([2, 2, 2, 2], [3, 3, 4, 6]), ([6] * 5, [6] * 5)):
        persons = Persons(Store(8, Clock(ctx.inputs.clock.start, 7, np.ones(7, np.bool_), {2016: 250, 2017: 250})))
        rows = persons.admit(Newcomers(keys_of(len(ready), "slots"), *(np.zeros(len(ready), np.uint8),) * 4))
        persons.ready[rows] = ready
        court = Court.of(ctx, orders=orders, planned=planned, is_court_day=works)
        book_in_order(persons.state, court, rows, int(Docket.GENERAL), 0)
        assert persons.due[Event.HEARING][rows].tolist() == days


def test_a_family_in_hold_whose_notice_is_filed_waits_on_for_a_room_and_has_no_date() -> None:
    ctx, _ = play(small("status-quo", scale=0.001, days=3))
    store = Store(8, ctx.inputs.clock)
    persons = Persons(store)
    nothing, family = np.zeros(2, np.uint8), np.full(2, PersonClass.FAMILY_MEMBER, np.uint8)
    rows = persons.admit(Newcomers(keys_of(2, "hold"), nothing, family, nothing, nothing.astype(np.bool_)))
    persons.move(rows, place=Place.HOLD, case=Case.SERVED)
    rooms = line(store, "family_beds")
    rooms.join(rows, 0)
    file_each(persons.state, Court.of(ctx, orders=RemovalOrders.of(ctx)), rows, 1)
    assert rooms.size_of(0) == 2
    assert line(store, "dockets", Docket.PRIORITY).size == 0
    assert (persons.case[rows] == Case.PENDING).all()


@rule
def file_each(world: State, court: Court, rows: Ints, day: int) -> None:
    """File the case of each person."""
    for row in rows:
        file_case(world, court, world.people[row], row, day)


def test_every_pending_case_has_a_date_on_a_working_day_or_asks_for_one() -> None:
    ctx, _ = play(small("status-quo", days=45))
    rows = rows_of(ctx, Case.PENDING)
    due = ctx.persons.due[Event.HEARING][rows]
    asking = sum(line(ctx.record, "dockets", docket).size for docket in Docket)
    assert np.count_nonzero(due == NEVER) == asking < len(rows) / 10
    assert due[due != NEVER].min() >= 45
    weekday = (ctx.inputs.clock.start.weekday() + due[due != NEVER].astype(int)) % 7
    assert weekday.max() < 5


def test_no_more_hearings_are_booked_on_a_day_than_are_planned() -> None:
    ctx, _ = play(small("status-quo", scale=0.01, days=30))
    docketing_level = 545 * 289 * 0.01 / 250
    for book in (Docket.GENERAL, Docket.GENERAL + DOCKETS):
        booked = ctx.record.booked[book, 60:300]
        assert booked.max() <= docketing_level * 6
        assert np.count_nonzero(booked) > 150


def test_hearings_for_which_no_judge_is_left_are_reset_and_nobody_is_lost() -> None:
    fewer = small("status-quo", "courts.judges={2015-10-01: 289, 2016-10-20: 120}", scale=0.02)
    recording, usual = simulate(fewer), simulate(small("status-quo", scale=0.02))
    before, after = (one.flows[19:40, Flow.HEARING_RESET].sum() for one in (usual, recording))
    assert after > 1.5 * before
    ctx, _ = play(fewer)
    rows = rows_of(ctx, Case.PENDING)
    rows = rows[ctx.persons.place[rows] != Place.HOLD]
    asking = sum(line(ctx.record, "dockets", docket).size for docket in Docket)
    assert np.count_nonzero(ctx.persons.due[Event.HEARING][rows] == NEVER) == asking


def test_judges_detailed_to_the_border_hear_nobody_at_home() -> None:
    home = simulate(small("status-quo", scale=0.02))
    away = simulate(small("status-quo", "courts.judges_detailed=400", scale=0.02))
    assert total(home, Flow.COMPLETED_DETAINED) <= total(away, Flow.COMPLETED_DETAINED) + 5
    elsewhere = total(away, *map(Flow, COMPLETED)) - total(away, Flow.COMPLETED_DETAINED)
    assert elsewhere <= 2, "no more than a hearing that was owed from a day before"
    assert total(away, *map(Flow, COMPLETED)) < total(home, *map(Flow, COMPLETED))
    assert (home.tallies[:, Tally.COURT_CAPACITY] == away.tallies[:, Tally.COURT_CAPACITY]).all()


def test_a_new_judge_learns_at_a_slower_pace() -> None:
    more = small("status-quo", "courts.judges={2016-10-01: 100, 2016-10-11: 110}", "courts.judge_ramp_days=20")
    assert judges_at_work(more)[[0, 9, 10, 29, 30]].tolist() == [100, 100, 105, 105, 110]


def test_counsel_brings_people_to_court_and_a_lost_notice_keeps_them_away() -> None:
    others = ("courts.represented_share.detained={}", "courts.represented_share.mexico={}")
    at_once = ("courts.counsel_days.released=0", "courts.counsel_days.detained=0")
    nobody, everybody = (
        simulate(
            small(
                "status-quo",
                *at_once,
                *for_everybody("represented_share", share),
                *(each.format(share) for each in others),
            )
        )
        for share in (0, 1)
    )
    lost = simulate(small("status-quo", *for_everybody("notice_reached_share", 0), "courts.initial_subsequent_share=0"))
    assert total(everybody, Flow.IN_ABSENTIA) < total(nobody, Flow.IN_ABSENTIA)
    initial = [flow for flow in Flow if flow.name.startswith("COMPLETED_INITIAL_")]
    assert total(nobody, Flow.COMPLETED_WITH_COUNSEL) == 0
    assert total(everybody, Flow.COMPLETED_WITH_COUNSEL) == total(everybody, *initial) > 0
    held = total(lost, Flow.MASTER_HEARING, Flow.MERITS_HEARING)
    assert held < total(lost, Flow.MISSED_HEARING)


def test_absence_is_most_frequent_at_the_first_hearing() -> None:
    fresh = simulate(
        small("status-quo", "courts.initial_unheard_days.adult=4000", "courts.initial_unheard_days.young=4000")
    )
    heard = simulate(small("status-quo", "courts.initial_unheard_days.adult=0", "courts.initial_unheard_days.young=0"))
    assert total(fresh, Flow.IN_ABSENTIA) > 1.5 * total(heard, Flow.IN_ABSENTIA)


def test_the_effect_of_waiting_has_the_sign_of_its_gain_and_none_at_zero() -> None:
    usual = ("courts.no_show.usual_wait_days=100",)
    missed = {
        gain: total(
            simulate(small("status-quo", *usual, f"courts.no_show.wait_gain={{value: {gain}}}", scale=0.02)),
            Flow.MISSED_HEARING,
        )
        for gain in (-0.3, 0, 0.9)
    }
    assert missed[-0.3] < missed[0] < missed[0.9]
    unusual = ("courts.no_show.wait_gain=0", "courts.no_show.usual_wait_days=10")
    other = simulate(small("status-quo", *unusual, scale=0.02))
    assert total(other, Flow.MISSED_HEARING) == missed[0]


def test_an_order_made_in_absence_can_be_reopened_and_the_case_is_pending_again() -> None:
    settings = (
        "courts.absentia_reopened_share.notice_reached=1",
        "courts.absentia_reopened_share.notice_missed=1",
        "courts.absentia_motion_days=3",
        "courts.initial_motions_pending=0",
    )
    ctx, _ = play(small("status-quo", *settings))
    flows = ctx.record.flows.sum(axis=(0, 2))
    assert 0 < flows[Flow.REOPENED_ABSENTIA] <= flows[Flow.IN_ABSENTIA]
    came_back = ctx.persons.is_subsequent[: ctx.persons.size] & (ctx.persons.order[: ctx.persons.size] == Order.ORDER)
    rows = np.intersect1d(np.flatnonzero(came_back), rows_of(ctx, Case.PENDING))
    assert len(rows)
    assert (ctx.persons.since[Wait.DECISION][rows] == ctx.persons.filed[rows]).all(), "the age runs from the old filing"


WHO = tuple(
    f"{kind}.{counsel}_counsel" for kind in ("detained", "released", "mexico") for counsel in ("with", "without")
)
REPRESENTED = ("adult", "family", "child", "detained")
APPEALED = (
    *(f"courts.appeals.share.{who}=1" for who in (*WHO, "withholding_only")),
    "courts.appeals.share.government=0",
)
AT_ONCE = tuple(f"courts.appeals.days.{kind}=2" for kind in ("detained", "released", "circuit"))


def test_an_appeal_stays_removal_until_the_board_has_decided() -> None:
    settings = (*APPEALED, "courts.appeals.board_decisions_per_year=0", "courts.appeals.initial_pending=0")
    ctx, _ = play(small("status-quo", *settings))
    flows = ctx.record.flows.sum(axis=(0, 2))
    ordered = flows[[Flow.COMPLETED_INITIAL_REMOVAL, Flow.COMPLETED_SUBSEQUENT_REMOVAL]].sum()
    assert flows[Flow.APPEAL_FILED] == ordered - flows[Flow.IN_ABSENTIA] > 0
    assert len(rows_of(ctx, Case.APPEALED)) == flows[Flow.APPEAL_FILED]
    assert ctx.record.stocks[-1, Stock.APPEALED].sum() == flows[Flow.APPEAL_FILED]


@pytest.mark.parametrize(("remanded", "petitions"), [(1, 0), (0, 1), (0, 0)])
def test_the_board_remands_or_dismisses_and_a_petition_goes_on(remanded: int, petitions: int) -> None:
    settings = (
        *(*APPEALED, *AT_ONCE, "courts.appeals.initial_pending=0"),
        f"courts.appeals.remanded_share.board={remanded}",
        f"courts.appeals.petition_share={petitions}",
        "courts.appeals.remanded_share.circuit=1",
    )
    recording = simulate(small("status-quo", *settings))
    if remanded:
        assert total(recording, Flow.REMANDED) > 0 == total(recording, Flow.APPEAL_DISMISSED)
    else:
        assert total(recording, Flow.APPEAL_DISMISSED) > 0
        assert total(recording, Flow.PETITION_FILED) == petitions * total(recording, Flow.APPEAL_DISMISSED)
        assert (total(recording, Flow.REMANDED) > 0) == bool(petitions)


@pytest.mark.parametrize("kind", ["detained", "released"])
@pytest.mark.parametrize("counsel", ["with", "without"])
def test_who_appeals_depends_on_counsel_and_docket(kind: str, counsel: str) -> None:
    only = f"{kind}.{counsel}_counsel"
    settings = (
        *(f"courts.appeals.share.{who}={int(who == only)}" for who in (*WHO, "withholding_only", "government")),
        *("courts.appeals.initial_pending=0", "courts.appeals.board_decisions_per_year=0"),
        *("courts.counsel_days.released=0", "courts.counsel_days.detained=0"),
    )
    filed = {}
    for has_counsel in ("with", "without"):
        represented = (f"courts.represented_share.{who}={int(has_counsel == 'with')}" for who in REPRESENTED)
        ctx, _ = play(small("status-quo", *settings, *represented, scale=0.02))
        filed[has_counsel] = len(rows := rows_of(ctx, Case.APPEALED))
        if has_counsel == counsel:
            held = ctx.persons.place[rows] == Place.ADULT_BED
            assert held.mean() > 0.5 if kind == "detained" else held.mean() < 0.1
    assert filed.pop(counsel) > 0
    assert set(filed.values()) == {0}


def test_relief_against_which_the_government_appeals_waits_for_the_board_and_then_stands() -> None:
    settings = (
        *("courts.appeals.initial_pending=0", "courts.appeals.share.government=1", *AT_ONCE),
        *(f"courts.appeals.share.{who}=0" for who in (*WHO, "withholding_only")),
        *("courts.appeals.remanded_share.board=0", "courts.relief_share.withholding_only=0"),
    )
    waiting, _ = play(small("status-quo", *settings, "courts.appeals.board_decisions_per_year=0", scale=0.02))
    flows = waiting.record.flows.sum(axis=(0, 2))
    granted = flows[[Flow.COMPLETED_INITIAL_RELIEF, Flow.COMPLETED_SUBSEQUENT_RELIEF]].sum()
    assert granted == flows[Flow.APPEALED_BY_GOVERNMENT] == flows[Flow.APPEAL_FILED] > 0
    rows = rows_of(waiting, Case.APPEALED)
    assert len(rows) == granted
    assert set(waiting.persons.place[rows].tolist()) == {Place.ADULT_BED, Place.AT_LARGE}
    decided, _ = play(small("status-quo", *settings, scale=0.02))
    rows = rows_of(decided, Case.RELIEF)
    assert len(rows) == decided.record.flows[:, Flow.APPEAL_DISMISSED].sum() > 0
    assert set(decided.persons.place[rows].tolist()) == {Place.AT_LARGE}
    assert decided.record.flows[:, Flow.RELEASED_CASE_WON].sum() > 0
    assert (decided.persons.order[rows] == Order.NONE).all()


def test_detained_people_are_first_before_the_board() -> None:
    ctx, _ = play(small("status-quo", *APPEALED, *AT_ONCE, "courts.appeals.board_decisions_per_year=20000", scale=0.02))
    rows = rows_of(ctx, Case.APPEALED)
    held = ctx.persons.place[rows] == Place.ADULT_BED
    ripe = ctx.persons.due[Event.APPEAL][rows] == NEVER
    assert np.count_nonzero(ripe & ~held) > np.count_nonzero(ripe & held)


@pytest.mark.parametrize(("share", "case"), [(1, Flow.COMPLETED_INITIAL_RELIEF), (0, Flow.COMPLETED_INITIAL_REMOVAL)])
def test_withholding_only_is_granted_or_removal_ordered_and_nothing_else(share: int, case: Flow) -> None:
    settings = (
        *("fear.reasonable_positive_share=1", "courts.interval.detained=2", "courts.other_receipts_per_year=0"),
        *("courts.hearings_per_decided_case.detained.master=1", "courts.hearings_per_decided_case.detained.merits=1"),
    )
    recording = simulate(small("status-quo", *settings, f"courts.relief_share.withholding_only={share}", scale=0.03))
    other = simulate(small("status-quo", *settings, f"courts.relief_share.withholding_only={1 - share}", scale=0.03))
    decided = total(recording, Flow.COMPLETED_WITHHOLDING)
    assert decided > 0
    assert total(recording, case) - total(other, case) == pytest.approx(decided, abs=decided / 2)


def test_old_cases_are_closed_first_where_age_counts() -> None:
    closed_ages = []
    for power in (0, 2):
        ctx, _ = play(small("status-quo", f"courts.closure_age_power={power}", scale=0.02))
        rows = rows_of(ctx, Case.CLOSED)
        closed_ages.append(-ctx.persons.filed[rows].astype(int).mean())
    assert closed_ages[1] > closed_ages[0] + 50


def test_cases_from_elsewhere_come_in_the_shares_of_their_nationalities() -> None:
    shares = ("mexico=3", "guatemala=1", *(f"{each}=0" for each in ("honduras", "el_salvador", "cuba", "haiti")))
    told = (*shares, "other=0", "other_recalcitrant=0")
    settings = ("courts.other_receipts_per_year=73000", *(f"courts.nationality_share.{each}" for each in told))
    ctx, _ = play(small("status-quo", *(each for each in EMPTY if "other_receipts" not in each), *settings, scale=0.1))
    persons = ctx.persons
    came = persons.nationality[: persons.size][persons.source[: persons.size] == Source.COURT]
    counts = np.bincount(came, minlength=len(Nationality))
    assert counts[[Nationality.MEXICO, Nationality.GUATEMALA]].sum() == len(came)
    assert counts[Nationality.MEXICO] == pytest.approx(73000 * 0.1 * 60 / 365 * 0.75, rel=0.1)
    assert counts[Nationality.GUATEMALA] == pytest.approx(73000 * 0.1 * 60 / 365 * 0.25, rel=0.2)


def test_cases_that_come_back_are_heard_ahead_of_the_line() -> None:
    waits, soon = [], ("courts.interval.merits=5",)
    for share in (0, 1):
        ctx, _ = play(
            small("status-quo", f"courts.returned_ahead_share={share}", "courts.interval.released=5", *soon, scale=0.01)
        )
        persons = ctx.persons
        back = np.flatnonzero(persons.source[: persons.size] == Source.REOPENED)
        back = back[persons.case[back] == Case.PENDING]
        due = persons.due[Event.HEARING][back]
        waits.append(float(due[due != NEVER].mean()))
    assert waits[1] < 80 < waits[0]


def test_the_ages_of_cases_fill_each_year_of_receipt_evenly() -> None:
    shares = shares_of_years(np.array([0.6, 0.4, 0, 0, 0, 0, 0]))
    ages = np.array([case_age(shares, (number + 0.5) / 10_000, 1.0) for number in range(10_000)])
    years, counts = np.unique(ages // 73, return_counts=True)
    assert years.tolist() == list(range(10)), "fifths of two years"
    assert np.abs(counts - np.repeat([1200, 800], 5)).max() <= 20


def test_the_rest_of_the_time_to_file_is_drawn_anew_when_it_changes() -> None:
    lag = "{2016-10-01: {exponential: {mean: 3000}, unit: days}, 2016-10-21: {exponential: {mean: 1}, unit: days}}"
    settings = (f"courts.filing_lag.family_or_child={lag}", "courts.never_filed_share=0", "courts.filings_per_day=1e6")
    recording = simulate(small("status-quo", *settings, scale=0.01, days=40))
    by_day = recording.flows[:, Flow.NTA_FILED].sum(axis=1)
    assert by_day[20:24].sum() > 4 * by_day[:20].sum()


def test_a_notice_is_filed_the_named_time_after_it_is_served() -> None:
    kinds = ("detained", "fear_positive", "family_or_child", "interior", "border_adult")
    lags = (f"courts.filing_lag.{kind}=4" for kind in kinds)
    others = ("courts.other_receipts_per_year=0", "courts.never_filed_share=0", "courts.filings_per_day=1e6")
    flows = simulate(small("status-quo", *lags, *others, scale=0.01, days=40)).flows.sum(axis=2)
    served, filed = flows[15:35, Flow.NTA_SERVED].sum(), flows[20:40, Flow.NTA_FILED].sum()
    assert filed == pytest.approx(served, rel=0.1)


def test_people_ordered_before_the_run_are_counted_and_drawn_from() -> None:
    ctx, _ = play(small("status-quo"))
    start = round(950000 * 0.004)
    reopened = int(ctx.record.flows[:, Flow.REOPENED].sum())
    assert int(ctx.record.old_orders.sum()) < start - reopened < start
    alone, _ = play(small("status-quo", *EMPTY))
    assert alone.record.old_orders.sum() == 0
    assert not alone.record.stocks[:, [Stock.ORDERED_AT_LARGE, Stock.APPEALED]][0].any()


def test_nothing_comes_back_to_a_court_where_one_net_share_stands_for_all_flows() -> None:
    recording = simulate(small("status-quo", "courts.closure_net_share=0.1", scale=0.01))
    back = (Flow.RECALENDARED, Flow.REOPENED, Flow.REOPENED_ABSENTIA, Flow.REMANDED, Flow.APPEAL_FILED)
    pending = recording.stocks[:, Stock.PENDING_DETAINED : Stock.PENDING_GENERAL + 1].sum(axis=(1, 2))
    change = int(pending[-1]) - round(521517 * 0.01)
    assert total(recording, Flow.CLOSED) > 0
    assert total(recording, *back) == total(recording, Flow.REMANDED)
    filed, left = total(recording, Flow.NTA_FILED), total(recording, *map(Flow, COMPLETED), Flow.CLOSED)
    assert change == pytest.approx(filed + total(recording, Flow.REMANDED) - left, abs=3)


@pytest.mark.slow
def test_a_saturated_court_completes_what_its_judges_can() -> None:
    settings = (*(each for each in EMPTY if "other_receipts" not in each), "courts.other_receipts_per_year=150000")
    inputs = small("status-quo", *settings, "courts.completions_per_judge_year=545", scale=0.1, days=730)
    recording = simulate(inputs)
    completed = recording.flows[:, COMPLETED].sum(axis=(1, 2)).cumsum()
    capacity = bench_by_day(inputs).cumsum()
    assert np.abs(completed[365:] / capacity[365:] - 1.0).max() < 0.002


@pytest.mark.slow
@pytest.mark.parametrize(("days", "published"), [(366, 485), (731, 450)])
def test_strict_order_of_filing_gives_the_mean_age_of_a_plain_queue(days: int, published: int) -> None:
    ctx, _ = play(small("observed", "courts.docket_rule=fifo", scale=0.1, days=days))
    rows = rows_of(ctx, Case.PENDING)
    age = float((days - 1 - ctx.persons.filed[rows].astype(int)).mean())
    assert age == pytest.approx(published, rel=0.05)
