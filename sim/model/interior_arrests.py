"""Officers of ICE arrest people inside the country: from jails on a detainer, or at large.

Who acts: deportation officers, every day. Each arrest falls on one of four pools: people with a pending case, whose
case moves to the detained docket; people at large under an order, who are removed on it; people removed before, whose
order is reinstated; people with no record, who get a notice, an administrative order or a return.
What limits it: the arrests that the officers on board, jails and the priority rule lead to.
Who pays: ICE, per arrest.
Levers: the priority rule, detainers and how many are honoured, 287(g) agreements, the exemption of DACA recipients,
officers added (at-large arrests only, after the time to hire).
"""

import numpy as np

from sim.base import words
from sim.base.days import Phase
from sim.base.draws import FloatArray
from sim.base.words import Nationality
from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, int64, rule
from sim.engine.draws import draw_again
from sim.facts.interior_pools import CHANNELS, pool_weights
from sim.model.arrest_rates import base_arrests, exemption, multiplier
from sim.model.border.admission import Cell, admit, coming
from sim.model.context import Context, Steps
from sim.model.courts.court import Court
from sim.model.detention.custody import take_into_hold
from sim.model.months import Month, months_of
from sim.world.columns import Appointment, Authority, Source, Track
from sim.world.diagrams import CASES
from sim.world.event_calendar import schedule
from sim.world.numbers import Case, Docket, Event, PersonClass, Place
from sim.world.persons import Rows
from sim.world.state import State
from sim.world.verbs import STATE_SHIFT
from sim.world.vocabulary import Flow

_MONTHS = 12
_DAYS_A_YEAR = 365.0
_KNOWN = {"pending": Case.PENDING, "order": Case.FINAL}
"""Pools whose people are in the table already, and where their paper stands."""


def interior_arrests(ctx: Context) -> Steps:
    """Bring those who will be arrested in a month into the world, and choose those known to it already."""
    officers = Officers(ctx)
    for month in months_of(ctx.inputs.clock):
        yield ctx.until(max(month.first, 0), Phase.STAFF)
        for channel in CHANNELS:
            officers.plan_strangers(month, channel)
        officers.plan_known(month)


def arrests_of_the_known(ctx: Context, court: Court) -> Steps:
    """Arrest those with a pending case or an old order on the day chosen for them."""
    officers = Officers(ctx)
    for day in ctx.days:
        yield ctx.until(day, Phase.ARRIVE)
        rows = ctx.calendar(Appointment.ICE_ARREST).take(day)
        if len(rows):
            officers.arrest(rows, court, day)


class Officers:
    """The deportation officers, and what they know of whom they look for."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._shares = inputs.by_nationality("interior.nationality_share")
        self._base = {channel: base_arrests(inputs, channel) for channel in CHANNELS}
        self._multiplier = {channel: multiplier(inputs, channel) for channel in CHANNELS}
        self._pools = {channel: pool_weights(inputs, channel) for channel in CHANNELS}
        self._exemption = exemption(inputs)
        self._size = {pool: inputs.number(f"interior.pool_size.{pool}") for pool in _KNOWN}
        self._search = Search.of(
            pending=ctx.stream("interior.found.pending").key,
            order=ctx.stream("interior.found.order").key,
            day=ctx.stream("interior.day").key,
        )
        self._custody = ctx.stream("disposition.custody")
        self._mandatory = inputs.number("interior.mandatory_detention_share")
        self._processing = ctx.stream("disposition.processing")
        self._processing_days = inputs.duration("border.processing_days")

    def plan_strangers(self, month: Month, channel: str) -> None:
        """Enter those who will be arrested with no record or a removal behind them, and those under older orders."""
        ctx, pools = self._ctx, self._pools[channel]
        share = pools["removed"] + pools["order"] + pools["no_record"] * self._exemption
        expected = self._base[channel] * share * (month.end - month.first) / _DAYS_A_YEAR
        times = self._multiplier[channel] * ctx.inputs.scale
        for nationality in Nationality:
            cell = Cell(Source.INTERIOR, f"{month.label} {channel}", nationality, words.PersonClass.SINGLE_ADULT)
            mine = expected * self._shares[nationality] / self._shares.sum()
            heads, days = coming(ctx, cell, month, mine, times)
            rows = admit(ctx, cell, heads)
            ctx.persons.is_at_large_arrest[rows] = channel == "at_large"
            ctx.calendar(Appointment.ARRIVAL).book(rows, days)

    def plan_known(self, month: Month) -> None:
        """Choose adults at large with a pending case or an order who are found this month, each by the own luck."""
        ctx, persons = self._ctx, self._ctx.persons
        begin = max(month.first, 0)
        when = ctx.inputs.clock.date_of(begin)
        occasion = when.year * _MONTHS + when.month
        chances = np.array([[self._chance(pool, channel, month) for channel in CHANNELS] for pool in _KNOWN])
        chances = np.ascontiguousarray(chances[:, :, begin : month.end])
        days = np.array([begin, month.end, ctx.inputs.clock.days])
        find_known(
            persons.state,
            self._search,
            persons.size,
            Chances.of(by_day=chances, most=chances.max(axis=2)),
            days,
            occasion,
        )

    def _chance(self, pool: str, channel: str, month: Month) -> FloatArray:
        """The chance that a person of a pool is arrested in a month at the rate of each day, shape (days,)."""
        arrests = self._base[channel] * self._multiplier[channel] * self._pools[channel][pool]
        found: FloatArray = arrests * (month.end - max(month.first, 0)) / _DAYS_A_YEAR / self._size[pool]
        return found

    def arrest(self, rows: Rows, court: Court, day: int) -> None:
        """Take into hold those who are still at large with the case or order for which they were sought."""
        ctx, persons = self._ctx, self._ctx.persons
        case = persons.case[rows]
        is_sought = (persons.place[rows] == Place.AT_LARGE) & ((case == Case.PENDING) | (case == Case.FINAL))
        rows = rows[is_sought]
        at_large = persons.is_at_large_arrest[rows]
        ctx.record.count(Flow.ARREST_AT_LARGE, rows[at_large], day)
        ctx.record.count(Flow.ARREST_JAIL, rows[~at_large], day)
        pending = rows[persons.case[rows] == Case.PENDING]
        ordered = rows[persons.case[rows] == Case.FINAL]
        _take_all(ctx.state, court, pending)
        persons.move(ordered, place=Place.HOLD)
        persons.arrest(rows)
        persons.track[pending] = Track.NOTICE_DETAINED
        persons.track[ordered] = Track.REMOVE_FROM_BED
        persons.is_returnable[rows] = False
        mandatory = ctx.luck(self._custody, rows) < self._mandatory
        persons.authority[rows] = np.where(mandatory, Authority.MANDATORY, Authority.DISCRETIONARY)
        days = day + np.maximum(self._processing_days.sample(ctx.luck(self._processing, rows)), 1)
        ctx.calendar(Appointment.READY).book(rows, days)


@rule
def _take_all(world: State, court: Court, rows: Ints) -> None:
    for row in rows:
        docket = int64(Docket.GENERAL if court.is_single_queue else Docket.DETAINED)
        take_into_hold(world, world.people[row], row, docket)


@bundle
class Search(Bundle):
    """The draws by which people known to the officers are found."""

    pending: Word
    order: Word
    day: Word


@bundle
class Chances(Bundle):
    """How likely a person of a pool is arrested in a month, at the rate of each day, through each channel."""

    by_day: Floats
    """By pool (pending, order), channel (jail, at large) and day of the month, shape (2, 2, n) [share]."""
    most: Floats
    """The largest of the month, shape (2, 2) [share]."""


@rule
def find_known(world: State, search: Search, size: int, chances: Chances, days: Ints, occasion: int) -> None:
    """Choose the adults at large with a pending case or an order who are arrested in a month, in one pass.

    Args:
        world: the world.
        search: the draws.
        size: how many persons there are.
        chances: of being found.
        days: the first day of the month in the run, the day after its last, the day after the last of the run.
        occasion: which month it is.
    """
    people = world.people
    for row in range(size):
        state = world.cells[row] >> STATE_SHIFT
        case = state % CASES
        if state // CASES != Place.AT_LARGE or case not in (Case.PENDING, Case.FINAL):
            continue
        person = people[row]
        if person.kind == PersonClass.SINGLE_ADULT:
            pool = 0 if case == Case.PENDING else 1
            uniform = draw_again(person, occasion, search.pending if pool == 0 else search.order)
            if chances.most[pool, 1] <= uniform < 1.0 - chances.most[pool, 0]:
                continue
            since = int64(draw_again(person, occasion, search.day) * (days[1] - days[0]))
            if days[0] + since >= days[2]:
                continue
            jail, large = chances.by_day[pool, 0, since], chances.by_day[pool, 1, since]
            if not large <= uniform < 1.0 - jail:
                person.is_at_large_arrest = uniform < large
                schedule(world, person, row, Event.ICE_ARREST, days[0] + since)
