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

from sim.base import codes
from sim.base.codes import CLASSES, Nationality
from sim.base.days import DAYS_A_YEAR, Phase
from sim.base.draws import FloatArray
from sim.engine.columns import Source
from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, int64, rule
from sim.engine.diagrams import CASES, GROUP_BITS
from sim.engine.draws import draw, draw_by_key, quantile
from sim.engine.event_calendar import due, schedule
from sim.engine.numbers import Authority, Case, Disposition, Event, Flow, PersonClass, Place
from sim.engine.person import Person
from sim.engine.state import PERSONS, State
from sim.engine.verbs import STATE_SHIFT, arrest, count, enter
from sim.model.border.admission import Admission, Cell, Wave, draw_parties, expect, played
from sim.model.context import Context, Month, Process, months_of
from sim.model.courts.court import docket_in_custody
from sim.model.detention.custody import take_into_hold
from sim.model.fields import computed, distribution, number, stream
from sim.model.interior.rates import CHANNELS, base_arrests, exemption, multiplier, pool_weights
from sim.scenario.names import parameters

_MONTHS = 12
_PENDING, _ORDERED = (int(Place.AT_LARGE * CASES + case) for case in (Case.PENDING, Case.FINAL))
"""States of those at large whom officers know."""
_GROUPS = (1 << GROUP_BITS) - 1
_KNOWN = {"pending": parameters.interior.pool_size.pending, "order": parameters.interior.pool_size.order}
"""Pools whose people are in the table already, and the published size of each."""


def interior_arrests(ctx: Context, officers: "Officers") -> Process:
    """Bring those who will be arrested in a month into the world, and choose those known to it already."""
    search = Search(ctx)
    for month in months_of(ctx.inputs.clock):
        yield ctx.until(max(month.first, 0), Phase.STAFF)
        search.schedule_new(month)
        search.schedule_known(month, officers)


class Search:
    """What the officers know of whom they look for."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._admission = Admission.of(ctx)
        self._shares = inputs.by_nationality(parameters.interior.nationality_share)
        self._base = {channel: base_arrests(inputs, channel) for channel in CHANNELS}
        self._multiplier = {channel: multiplier(inputs, channel) for channel in CHANNELS}
        self._pools = {channel: pool_weights(inputs, channel) for channel in CHANNELS}
        self._exemption = exemption(inputs)
        self._size = {pool: inputs.number(size) for pool, size in _KNOWN.items()}

    def schedule_new(self, month: Month) -> None:
        """Enter those who will be arrested with no record or a removal behind them, and those under older orders."""
        ctx, days = self._ctx, played(self._ctx, month)
        cells, expected, times = [], [], []
        for channel in CHANNELS:
            pools, label = self._pools[channel], f"{month.label} {channel}"
            share = pools["removed"] + pools["order"] + pools["no_record"] * self._exemption
            arrests = self._base[channel] * share * (month.end - month.first) / DAYS_A_YEAR
            for nationality in Nationality:
                cells.append(Cell(Source.INTERIOR, label, nationality, codes.PersonClass.SINGLE_ADULT))
                expected.append((arrests * self._shares[nationality] / self._shares.sum())[days])
                times.append((self._multiplier[channel] * ctx.inputs.scale)[days])
        wave = expect(ctx, month, cells, np.array(expected), np.array(times))
        enter_new(ctx.state, wave, ctx.persons.reserve(draw_parties(self._admission, wave)))

    def schedule_known(self, month: Month, officers: "Officers") -> None:
        """Choose adults at large with a pending case or an order who are found this month, each by an own draw."""
        ctx = self._ctx
        begin = max(month.first, 0)
        when = ctx.inputs.clock.date_of(begin)
        occasion = when.year * _MONTHS + when.month
        chances = np.array([[self._chance(pool, channel, month) for channel in CHANNELS] for pool in _KNOWN])
        chances = np.ascontiguousarray(chances[:, :, begin : month.end])
        days = np.array([begin, month.end, ctx.inputs.clock.days])
        find_known(
            ctx.state,
            officers,
            Chances.of(by_day=chances, most=chances.max(axis=2)),
            days,
            occasion,
        )

    def _chance(self, pool: str, channel: str, month: Month) -> FloatArray:
        """The chance that a person of a pool is arrested in a month at the rate of each day, shape (days,)."""
        arrests = self._base[channel] * self._multiplier[channel] * self._pools[channel][pool]
        found: FloatArray = arrests * (month.end - max(month.first, 0)) / DAYS_A_YEAR / self._size[pool]
        return found


@rule
def enter_new(world: State, wave: Wave, row: int) -> None:
    """Let those enter who will be arrested through each channel, from a row on."""
    for party in range(wave.parties):
        cell, person = wave.cell[party], world.people[row]
        enter(world, person, row, wave.head[party], wave.sources[cell], wave.groups[cell])
        person.is_at_large_arrest = cell >= len(wave.groups) // len(CHANNELS)
        schedule(world, person, row, Event.ARRIVAL, wave.day[party])
        row += 1


@bundle
class Officers(Bundle):
    """The deportation officers who arrest people known to the government."""

    found_pending: Word = stream("interior.found.pending")
    found_order: Word = stream("interior.found.order")
    day: Word = stream("interior.day")
    docket: int = computed(docket_in_custody)
    custody: Word = stream("disposition.custody")
    mandatory_share: float = number(parameters.interior.mandatory_detention_share)
    processing_days: Floats = distribution(parameters.border.processing_days)
    processing: Word = stream("disposition.processing")


@bundle
class Chances(Bundle):
    """How likely a person of a pool is arrested in a month, at the rate of each day, through each channel."""

    by_day: Floats
    """By pool (pending, order), channel (jail, at large) and day of the month, shape (2, 2, n) [share]."""
    most: Floats
    """The largest of the month, shape (2, 2) [share]."""


@rule
def find_known(world: State, officers: Officers, chances: Chances, days: Ints, occasion: int) -> None:
    """Choose the adults at large with a pending case or an order who are arrested in a month, in one pass.

    Args:
        world: the world.
        officers: who look for them.
        chances: of being found.
        days: the first day of the month in the run, the day after its last, the day after the last of the run.
        occasion: which month it is.
    """
    cells, keys = world.cells, world.keys
    for row in range(world.numbers[PERSONS]):
        state = cells[row] >> STATE_SHIFT
        if state in (_PENDING, _ORDERED):
            group, pool = cells[row] & _GROUPS, int64(state == _ORDERED)
            if group % CLASSES != PersonClass.SINGLE_ADULT:
                continue
            uniform = draw_by_key(keys[row], occasion, officers.found_order if pool else officers.found_pending)
            if chances.most[pool, 1] <= uniform < 1.0 - chances.most[pool, 0]:
                continue
            since = int64(draw_by_key(keys[row], occasion, officers.day) * (days[1] - days[0]))
            if days[0] + since >= days[2]:
                continue
            jail, large = chances.by_day[pool, 0, since], chances.by_day[pool, 1, since]
            if not large <= uniform < 1.0 - jail:
                person = world.people[row]
                person.is_at_large_arrest = uniform < large
                schedule(world, person, row, Event.ICE_ARREST, days[0] + since)


@rule
def arrest_known(world: State, officers: Officers, day: int) -> None:
    """Arrest those for whom this day was chosen, if they are still at large with a case or an order."""
    for row in due(world, Event.ICE_ARREST, day):
        person = world.people[row]
        if person.place == Place.AT_LARGE and person.case in (Case.PENDING, Case.FINAL):
            arrest_one(world, officers, person, row, day)


@rule
def arrest_one(world: State, officers: Officers, person: Person, row: int, day: int) -> None:
    """Take a person into hold, on the case that is pending or to be removed on the order."""
    count(world, person, Flow.ARREST_AT_LARGE if person.is_at_large_arrest else Flow.ARREST_JAIL, day)
    person.disposition = Disposition.NOTICE_DETAINED if person.case == Case.PENDING else Disposition.REMOVE_FROM_BED
    take_into_hold(world, person, row, officers.docket)
    arrest(person)
    person.is_returnable = False
    is_mandatory = draw(person, officers.custody) < officers.mandatory_share
    person.authority = Authority.INA_236C if is_mandatory else Authority.INA_236A
    days = quantile(officers.processing_days, 0, draw(person, officers.processing))
    schedule(world, person, row, Event.READY, day + max(days, 1))
