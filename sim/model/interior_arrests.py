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
from sim.base.words import Nationality
from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, int64, rule
from sim.engine.draws import draw_again
from sim.facts.interior_pools import CHANNELS, pool_weights
from sim.model.admission import Cell, admit, days_of_month, parties
from sim.model.arrest_rates import base_arrests, exemption, multiplier
from sim.model.context import Context, Steps
from sim.model.custody import take_from_docket
from sim.model.months import Month, months_of
from sim.world.columns import Appointment, Authority, Source, Track
from sim.world.diagrams import CASES
from sim.world.event_calendar import schedule
from sim.world.numbers import Case, Event, PersonClass, Place
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


def arrests_of_the_known(ctx: Context) -> Steps:
    """Arrest those with a pending case or an old order on the day chosen for them."""
    officers = Officers(ctx)
    for day in ctx.days:
        yield ctx.until(day, Phase.ARRIVE)
        rows = ctx.calendar(Appointment.ICE_ARREST).take(day)
        if len(rows):
            officers.arrest(rows, day)


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
        share = pools["removed"] + pools["order"] + pools["no_record"] * month.mean(self._exemption)
        expected = month.mean(self._base[channel]) * share * (month.end - month.first) / _DAYS_A_YEAR
        times = month.mean(self._multiplier[channel]) * ctx.inputs.scale
        for nationality in Nationality:
            cell = Cell(Source.INTERIOR, f"{month.label} {channel}", nationality, words.PersonClass.SINGLE_ADULT)
            heads = parties(ctx, cell, expected * self._shares[nationality] / self._shares.sum(), times)
            days = days_of_month(ctx, heads, (month.first, month.end))
            inside = (days >= 0) & (days < ctx.inputs.clock.days)
            rows = admit(ctx, cell, heads[inside])
            ctx.persons.is_at_large_arrest[rows] = channel == "at_large"
            ctx.calendar(Appointment.ARRIVAL).book(rows, days[inside])

    def plan_known(self, month: Month) -> None:
        """Choose adults at large with a pending case or an order who are found this month, each by the own luck."""
        ctx, persons = self._ctx, self._ctx.persons
        begin = max(month.first, 0)
        when = ctx.inputs.clock.date_of(begin)
        occasion = when.year * _MONTHS + when.month
        chances = np.array([[self._chance(pool, channel, month) for channel in CHANNELS] for pool in _KNOWN])
        days = np.array([begin, month.end, ctx.inputs.clock.days])
        find_known(persons.state, self._search, persons.size, chances, days, occasion)

    def _chance(self, pool: str, channel: str, month: Month) -> float:
        """The chance that a person of a pool is arrested in a month, through a channel."""
        arrests = month.mean(self._base[channel] * self._multiplier[channel]) * self._pools[channel][pool]
        return arrests * (month.end - max(month.first, 0)) / _DAYS_A_YEAR / self._size[pool]

    def arrest(self, rows: Rows, day: int) -> None:
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
        take_from_docket(ctx, pending)
        persons.move(ordered, place=Place.HOLD)
        persons.arrest(rows)
        persons.track[pending] = Track.NOTICE_DETAINED
        persons.track[ordered] = Track.REMOVE_FROM_BED
        persons.is_returnable[rows] = False
        mandatory = ctx.luck(self._custody, rows) < self._mandatory
        persons.authority[rows] = np.where(mandatory, Authority.MANDATORY, Authority.DISCRETIONARY)
        days = day + np.maximum(self._processing_days.sample(ctx.luck(self._processing, rows)), 1)
        ctx.calendar(Appointment.READY).book(rows, days)


@bundle
class Search(Bundle):
    """The draws by which people known to the officers are found."""

    pending: Word
    order: Word
    day: Word


@rule
def find_known(world: State, search: Search, size: int, chances: Floats, days: Ints, occasion: int) -> None:
    """Choose the adults at large with a pending case or an order who are arrested in a month, in one pass.

    Args:
        world: the world.
        search: the draws.
        size: how many persons there are.
        chances: by pool (pending, order) and channel (jail, at large), shape (2, 2) [share].
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
            at_large = uniform < chances[pool, 1]
            if not at_large and uniform < 1.0 - chances[pool, 0]:
                continue
            person.is_at_large_arrest = at_large
            day = days[0] + int64(draw_again(person, occasion, search.day) * (days[1] - days[0]))
            if day < days[2]:
                schedule(world, person, row, Event.ICE_ARREST, day)
