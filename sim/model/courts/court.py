"""What judges and clerks of the immigration courts go by, and the accounts that they keep."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from sim.base.codes import PersonClass
from sim.engine import diagrams
from sim.engine.compiled import Bundle, Flags, Floats, Ints, Word, bundle
from sim.engine.diagrams import Docket
from sim.model.context import Context, cases_come_back, is_net
from sim.model.courts.relief import relief_factors, relief_shares
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
from sim.model.staffing import completions_by_day, detailed_share, shares_of_dockets
from sim.scenario.inputs import Inputs
from sim.scenario.names import parameters

if TYPE_CHECKING:
    from sim.scenario.names import Number
    from sim.scenario.parameters.courts import HearingsOfCase

_COURTS, _APPEALS = parameters.courts, parameters.courts.appeals
PLAIN_RULES = ("fifo", "lifo")
"""Docket rules under which the court is one plain queue of cases, each heard once, for tests of the court."""
_OF_DOCKET = {
    Docket.PRIORITY: (PersonClass.FAMILY_MEMBER, PersonClass.UNACCOMPANIED_CHILD),
    Docket.GENERAL: (PersonClass.SINGLE_ADULT,),
}
"""The classes whose mean stands for a docket of people at large; an account in completions mends what it misses."""
DOCKETS = (Docket.DETAINED, Docket.MEXICO, Docket.PRIORITY, Docket.GENERAL)
"""The order in which dockets sit; slots that one leaves unused pass to the next."""
_SATURDAY, _WEEK = 5, 7


def decided_share(inputs: Inputs, docket: Docket) -> float:
    """The chance that a hearing at which the person appears decides the case, the first hearing apart."""
    return 1.0 / (master_hearings(inputs, docket) + merits_hearings(inputs, docket))


def first_decided_share(inputs: Inputs, docket: Docket) -> float:
    """The chance that the first hearing decides the case, if the person appears."""
    if docket == Docket.DETAINED:
        return decided_share(inputs, docket)
    return inputs.number(_COURTS.decided_at_first_hearing_share)


def merits_shares(inputs: Inputs, docket: Docket) -> tuple[float, float]:
    """The chance that a later hearing is on the merits: of one that decides the case, and of one that does not.

    Most cases are decided on the merits; together they make up the merits hearings of a decided case.
    """
    merits, decided = merits_hearings(inputs, docket), decided_share(inputs, docket)
    on_merits = merits * decided
    if merits <= 1.0 or decided >= 1.0:
        return min(merits, 1.0), 0.0
    return 1.0, (on_merits - decided) / (1.0 - decided)


def master_hearings(inputs: Inputs, docket: Docket) -> float:
    """Hearings on the calendar of a decided case [hearings]."""
    return inputs.number(_hearings(docket).master)


def merits_hearings(inputs: Inputs, docket: Docket) -> float:
    """Hearings on the merits of a decided case [hearings]."""
    return inputs.number(_hearings(docket).merits)


def expected_hearings(inputs: Inputs, docket: Docket) -> float:
    """Hearings held per completed case of a docket: 1 + (1 - h1) / h2, with h the chance that a hearing ends the case.

    The number of hearings after the first is geometric, so that a case in the middle of its way looks like any other.
    It is the mean over people with and without counsel, reached by a notice or not.
    """
    if inputs.choice(_COURTS.docket_rule) in PLAIN_RULES:
        return 1.0
    decided = first_decided_share(inputs, docket), decided_share(inputs, docket)
    expected = 0.0
    for weight, first_absent, later_absent in _absences(inputs, docket):
        ends_first = first_absent + (1.0 - first_absent) * decided[0]
        ends_later = later_absent + (1.0 - later_absent) * decided[1]
        expected += weight * (1.0 + (1.0 - ends_first) / ends_later)
    return expected


def _hearings(docket: Docket) -> "HearingsOfCase":
    hearings = _COURTS.hearings_per_decided_case
    return {Docket.DETAINED: hearings.detained, Docket.MEXICO: hearings.mexico}.get(docket, hearings.released)


def _absences(inputs: Inputs, docket: Docket) -> Iterator[tuple[float, float, float]]:
    """List groups by their weight, and their chance of absence at the first hearing and at a later one."""
    if docket == Docket.DETAINED:
        yield 1.0, 0.0, 0.0
        return
    if docket == Docket.MEXICO:
        share = inputs.number(_COURTS.no_show.mexico)
        yield 1.0, share, share
        return
    with_counsel = inputs.number(_COURTS.no_show.represented_factor)
    all_first, all_later = inputs.by_class(_COURTS.no_show.first), inputs.by_class(_COURTS.no_show.later)
    all_reached, all_represented = inputs.by_class(_COURTS.notice_reached_share), _represented_at_large(inputs)
    classes = _OF_DOCKET[docket]
    for kind in classes:
        weight, first, later = 1.0 / len(classes), float(all_first[kind]), float(all_later[kind])
        reached, represented = float(all_reached[kind]), float(all_represented[kind])
        yield weight * (1.0 - reached), 1.0, 1.0
        yield weight * reached * represented, first * with_counsel, later * with_counsel
        yield weight * reached * (1.0 - represented), first, later


def is_single_queue(ctx: Context) -> bool:
    """Say whether the court is one queue of cases, each heard once, for tests of the court."""
    return ctx.inputs.choice(_COURTS.docket_rule) in PLAIN_RULES


def docket_in_custody(ctx: Context) -> int:
    """Say where a pending case stands, with no date, while the person is in hold."""
    return int(Docket.GENERAL if is_single_queue(ctx) else Docket.DETAINED)


def hearings_at_first(ctx: Context) -> Floats:
    """Hearings that each docket can hold on the first working day, shape (Docket,) [hearings]."""
    capacity = completions_by_day(ctx.inputs)
    first = next((float(each) for each in capacity if each), 0.0)
    return first * shares_of_dockets(ctx.inputs)[:, 0] * _by_docket(expected_hearings)(ctx)


def court_days(ctx: Context) -> Floats:
    """One on each day on which courts sit, past the end of the run on every weekday, shape (horizon,)."""
    horizon = ctx.record.booked.shape[1]
    weekday = (ctx.inputs.clock.start.weekday() + np.arange(horizon)) % _WEEK
    sits = weekday < _SATURDAY
    sits[: len(ctx.days)] = ctx.is_working
    return sits.astype(np.float64)


def _by_docket(value: Callable[[Inputs, Docket], float]) -> Callable[[Context], Floats]:
    """A number for each docket, shape (Docket,)."""

    def read(ctx: Context) -> Floats:
        return np.array([value(ctx.inputs, docket) if docket in DOCKETS else 0.0 for docket in Docket])

    return read


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
    capacity: Floats = computed(lambda ctx: completions_by_day(ctx.inputs))
    """Completions that the judges can make, shape (days,) [cases]."""
    capacity_thousandths: Ints = computed(lambda ctx: np.rint(completions_by_day(ctx.inputs) * 1000).astype(np.int64))
    share: Floats = computed(lambda ctx: shares_of_dockets(ctx.inputs))
    detailed: Floats = computed(lambda ctx: detailed_share(ctx.inputs))
    expected: Floats = computed(_by_docket(expected_hearings))
    """Hearings to a completed case, shape (Docket,) [hearings]."""
    balance: Floats = computed(lambda ctx: np.zeros(diagrams.DOCKETS))
    """Completions that each docket is owed, or has had in advance, shape (Docket,) [cases]."""
    reach_days: int = whole(_COURTS.move_up_days)
    reset: Word = stream("bench.reset")
    custody_matters: Floats = computed(lambda ctx: np.zeros(2))
    """Hearings on bond and reviews of fear held since the courts last sat, shape (2,) [hearings]."""
    # the calendar
    planned: Floats = computed(hearings_at_first)
    """Hearings that clerks plan for a working day, as many as were lately held, shape (Docket,) [hearings]."""
    memory_days: float = number(_COURTS.calendar_memory_days)
    is_court_day: Floats = computed(court_days)
    has_priority_docket: Flags = flag_by_day(_COURTS.priority_docket)
    first_interval: Floats = distribution(_COURTS.interval.first)
    detained_interval: Floats = distribution(_COURTS.interval.detained)
    mexico_interval: Floats = distribution(_COURTS.interval.mexico)
    released_interval: Floats = distribution(_COURTS.interval.released)
    interval: Word = stream("docketing.interval")
    fast_share: float = number(_COURTS.fast_lane_share)
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
    decided_first: Floats = computed(_by_docket(first_decided_share))
    decided_later: Floats = computed(_by_docket(decided_share))
    decided: Word = stream("hearings.decided")
    merits_if_decided: Floats = computed(_by_docket(lambda inputs, docket: merits_shares(inputs, docket)[0]))
    merits_if_adjourned: Floats = computed(_by_docket(lambda inputs, docket: merits_shares(inputs, docket)[1]))
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
    appeal_share_detained: float = number(_APPEALS.share.detained)
    appeal_share_released: float = number(_APPEALS.share.released)
    appeal_share_withholding: float = number(_APPEALS.share.withholding_only)
    appealed: Word = stream("appeals.appealed")
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
