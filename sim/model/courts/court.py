"""What judges and clerks of the immigration courts go by, and the accounts that they keep."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from sim.engine import diagrams
from sim.engine.compiled import Bundle, Flags, Floats, Ints, Word, bundle
from sim.engine.diagrams import Docket
from sim.model.context import Context, cases_come_back, court_days, is_net
from sim.model.courts.hours import (
    by_docket,
    closed_dockets,
    ends_first_share,
    ends_masters_share,
    ends_merits_share,
    first_lengths,
    hearing_hours,
    hearings_at_first,
    is_single_queue,
    merits_shares,
    units,
)
from sim.model.fields import (
    by_class,
    computed,
    distribution,
    flag,
    flag_by_day,
    number,
    stream,
    whole,
)
from sim.model.removal.orders import RemovalOrders
from sim.model.sites import seats_each_day
from sim.model.staffing import bench_by_day, detailed_share, shares_of_dockets
from sim.scenario.inputs import Inputs
from sim.scenario.names import parameters

if TYPE_CHECKING:
    from sim.scenario.names import Number
    from sim.scenario.parameters.court_cases import AppealShareByCounsel

_COURTS, _APPEALS, _INTERVAL = parameters.courts, parameters.courts.appeals, parameters.courts.interval


def docket_in_custody(ctx: Context) -> int:
    """Say where a pending case stands, with no date, while the person is in hold."""
    return int(Docket.GENERAL if is_single_queue(ctx) else Docket.DETAINED)


def _represented(ctx: Context) -> Floats:
    """People with counsel by docket and class, shape (Docket, CLASSES) [share]."""
    represented = np.tile(_represented_at_large(ctx.inputs), (diagrams.DOCKETS, 1))
    represented[Docket.DETAINED] = ctx.inputs.number(_COURTS.represented_share.detained)
    represented[Docket.MEXICO] = ctx.inputs.number(_COURTS.represented_share.mexico)
    return represented


def _represented_at_large(inputs: Inputs) -> Floats:
    """People at large with counsel by class, shape (CLASSES,) [share]."""
    share = _COURTS.represented_share
    return np.array([inputs.number(each) for each in (share.adult, share.family, share.child)])


def relief_shares(ctx: Context) -> Floats:
    """Decided cases that are won by docket and nationality, before counsel counts, shape (Docket, n) [share]."""
    relief = np.tile(ctx.inputs.by_nationality(_COURTS.relief_share.released), (diagrams.DOCKETS, 1))
    relief[Docket.DETAINED] = ctx.inputs.by_nationality(_COURTS.relief_share.detained)
    relief[Docket.MEXICO] = ctx.inputs.by_nationality(_COURTS.relief_share.mexico)
    return relief


def relief_factors(ctx: Context) -> Floats:
    """What relief is multiplied by without counsel and with it, shape (Docket, 2) [ratio].

    The mean of a docket stays, but for people who wait in Mexico: their shares are of those without counsel.
    """
    shares, factors = _COURTS.counsel_among_decided_share, _COURTS.relief_factor_of_counsel
    by_docket = np.tile(_about_mean(ctx.inputs, shares.released, factors.released), (diagrams.DOCKETS, 1))
    by_docket[Docket.DETAINED] = _about_mean(ctx.inputs, shares.detained, factors.detained)
    by_docket[Docket.MEXICO] = 1.0, ctx.inputs.number(factors.mexico)
    return by_docket


def appeal_shares(ctx: Context) -> Floats:
    """Orders of removal made in presence that are appealed without counsel and with it, shape (Docket, 2) [share]."""

    def by_counsel(share: "AppealShareByCounsel") -> tuple[float, float]:
        return ctx.inputs.number(share.without_counsel), ctx.inputs.number(share.with_counsel)

    by_docket = np.tile(by_counsel(_APPEALS.share.released), (diagrams.DOCKETS, 1))
    by_docket[Docket.DETAINED], by_docket[Docket.MEXICO] = (
        by_counsel(_APPEALS.share.detained),
        by_counsel(_APPEALS.share.mexico),
    )
    return by_docket


def _about_mean(inputs: Inputs, represented: "Number", factor: "Number") -> tuple[float, float]:
    """The factors without counsel and with it whose mean over decided cases is one."""
    share, with_counsel = inputs.number(represented), inputs.number(factor)
    return max((1.0 - share * with_counsel) / (1.0 - share), 0.0) if share < 1.0 else 1.0, with_counsel


def _by_place(released: "Number", detained: "Number") -> Callable[[Context], Floats]:
    """A share of cases of people at large and of people who are held by day, shape (2, days) [share]."""
    return lambda ctx: np.array([ctx.inputs.by_day(released), ctx.inputs.by_day(detained)])


def _share_of_year(ctx: Context) -> Floats:
    """The part of a fiscal year's working days that each day is, shape (days,) [share]."""
    share: Floats = ctx.is_working / ctx.inputs.clock.working_days_of_year
    return share


def _board_decisions(ctx: Context) -> Ints:
    """Appeals that the Board can decide on each day, shape (days,) [cases]."""
    decisions, clock = ctx.inputs.by_day(_COURTS.appeals.board_decisions_per_year), ctx.inputs.clock
    return ctx.daily(decisions * clock.is_working / clock.working_days_of_year)


@bundle
class Court(Bundle):
    """The immigration courts and the Board of Immigration Appeals."""

    orders: RemovalOrders
    is_single_queue: bool = computed(is_single_queue)
    # the bench
    unit: Ints = computed(units)
    bench: Floats = computed(lambda ctx: bench_by_day(ctx.inputs))
    """What the judges can do, shape (days,) [hours, or cases]."""
    bench_thousandths: Ints = computed(lambda ctx: np.rint(bench_by_day(ctx.inputs) * 1000).astype(np.int64))
    share: Floats = computed(lambda ctx: shares_of_dockets(ctx.inputs))
    seats: Ints = computed(seats_each_day)
    """Persons who wait in Mexico that can be heard on each day, shape (days,) [persons]."""
    seats_left: Ints = computed(lambda _: np.zeros(1, np.int64))
    detailed: Floats = computed(lambda ctx: detailed_share(ctx.inputs))
    master_share: float = number(_COURTS.master_share)
    passes_on: Flags = flag_by_day(_COURTS.unused_hours_pass_on)
    is_closed: Flags = computed(closed_dockets)
    hours: Floats = computed(hearing_hours)
    joint_factor: float = number(_COURTS.hearing_hours.joint_family_factor)
    mean_length: Floats = computed(first_lengths)
    """What a hearing of each book lately needed, shape (2, BOOKS) [hours, or cases]."""
    balance: Floats = computed(lambda _: np.zeros(diagrams.DOCKETS))
    """What each docket, and the masters of people at large, are owed or have had in advance [hours, or cases]."""
    offered: Floats = computed(lambda _: np.zeros(diagrams.BOOKS))
    """Hearings for which there is time today, shape (BOOKS,) [persons]."""
    reset: Word = stream("bench.reset")
    custody_matters: Floats = computed(lambda ctx: np.zeros(2))
    """Hearings on bond and reviews of fear held since the courts last sat, shape (2,) [hearings]."""
    # the calendar
    planned: Floats = computed(hearings_at_first)
    """Hearings that clerks plan for a working day, as there lately was time for, shape (BOOKS,) [persons]."""
    memory_days: float = number(_COURTS.calendar_memory_days)
    is_court_day: Floats = computed(court_days)
    has_priority_docket: Flags = flag_by_day(_COURTS.priority_docket)
    intervals: Floats = distribution(
        _INTERVAL.first,
        _INTERVAL.detained,
        _INTERVAL.mexico,
        _INTERVAL.released,
        _INTERVAL.priority_first,
        _INTERVAL.priority,
        _INTERVAL.merits,
    )
    interval: Word = stream("docketing.interval")
    returned_share: float = number(_COURTS.returned_ahead_share)
    fast: Word = stream("docketing.fast")
    # attendance
    represented: Floats = computed(_represented)
    """Who finds counsel in the end, shape (Docket, CLASSES) [share]."""
    counsel_days: Floats = distribution(_COURTS.counsel_days.released, _COURTS.counsel_days.detained)
    counsel: Word = stream("hearings.counsel")
    reached_share: Floats = by_class(_COURTS.notice_reached_share)
    reached: Word = stream("hearings.reached")
    absent_first: Floats = by_class(_COURTS.no_show.first)
    absent_later: Floats = by_class(_COURTS.no_show.later)
    absent_abroad: float = number(_COURTS.no_show.mexico)
    absent_with_counsel: float = number(_COURTS.no_show.represented_factor)
    absent_on_bond: float = number(_COURTS.no_show.bond_factor)
    absent_in_program: float = number(_COURTS.no_show.alternatives_factor)
    absent_gain: float = number(_COURTS.no_show.wait_gain)
    usual_wait_days: float = number(_COURTS.no_show.usual_wait_days)
    absent: Word = stream("hearings.absent")
    # decisions
    ends_first: Floats = computed(by_docket(ends_first_share))
    """The chance that a first master is the last, that a later one is, and that a merits hearing decides."""
    ends_masters: Floats = computed(by_docket(ends_masters_share))
    ends_merits: Floats = computed(by_docket(ends_merits_share))
    decided: Word = stream("hearings.decided")
    on_merits: Floats = computed(merits_shares)
    merits: Word = stream("hearings.merits")
    relief: Floats = computed(relief_shares)
    relief_factor: Floats = computed(relief_factors)
    withholding_share: float = number(_COURTS.relief_share.withholding_only)
    terminated: Floats = computed(_by_place(_COURTS.terminated_share.released, _COURTS.terminated_share.detained))
    departure: Floats = computed(
        _by_place(_COURTS.voluntary_departure_share.released, _COURTS.voluntary_departure_share.detained)
    )
    outcome: Word = stream("hearings.outcome")
    valid_notice_share: float = number(_COURTS.valid_notice_abroad_share)
    notice: Word = stream("hearings.notice")
    # cases that come back
    comes_back: bool = computed(cases_come_back)
    reopened_if_missed: float = number(_COURTS.absentia_reopened_share.notice_missed)
    reopened_if_reached: float = number(_COURTS.absentia_reopened_share.notice_reached)
    motion: Word = stream("hearings.motion")
    motion_days: Floats = distribution(_COURTS.absentia_motion_days)
    motion_delay: Word = stream("hearings.motion_days")
    # closures
    closures: Floats = computed(
        lambda ctx: ctx.inputs.by_day(_COURTS.closures_per_year) * _share_of_year(ctx) * ctx.inputs.scale
    )
    closures_due: Floats = computed(lambda ctx: np.zeros(1))
    """Closures that are due and not made, shape (1,) [cases]."""
    is_net: bool = computed(is_net)
    net_share: float = computed(lambda ctx: ctx.inputs.number(_COURTS.closure_net_share) if is_net(ctx) else 0.0)
    share_of_year: Floats = computed(_share_of_year)
    closure_power: int = whole(_COURTS.closure_age_power)
    closed: Word = stream("closures.order")
    # appeals
    board_decisions: Ints = computed(_board_decisions)
    """Appeals that the Board can decide, shape (days,) [cases]."""
    appeal_share: Floats = computed(appeal_shares)
    """By counsel (without, with), shape (Docket, 2) [share]."""
    appeal_share_withholding: float = number(_APPEALS.share.withholding_only)
    appealed: Word = stream("appeals.appealed")
    government_share: float = number(_APPEALS.share.government)
    contested: Word = stream("appeals.by_government")
    appeal_days_detained: Floats = distribution(_APPEALS.days.detained)
    appeal_days_released: Floats = distribution(_APPEALS.days.released)
    petition_days: Floats = distribution(_APPEALS.days.circuit)
    appeal_days: Word = stream("appeals.days")
    waits_in_mexico: bool = flag(_APPEALS.wait_in_mexico)
    remanded_share: float = number(_APPEALS.remanded_share.board)
    remanded: Word = stream("appeals.remanded")
    petition_share: float = number(_APPEALS.petition_share)
    petitions: Word = stream("appeals.petitions")
    granted_share: float = number(_APPEALS.remanded_share.circuit)
    granted: Word = stream("appeals.granted")
