"""People who were returned try to cross again; the place and the manner of the return decide how likely and how soon.

Who acts: people returned or removed, on the day of their next attempt, and those who waited in vain before a port;
agents of the Border Patrol.
What limits it: the chance of capture of those who evade; families and children alone present themselves.
Who pays: CBP, per apprehension; the migrant pays for the crossing.
Levers: how and where people are returned; the gain of this loop, zero shuts it.
"""

import numpy as np
from numpy.typing import NDArray

from sim.base.days import Phase
from sim.base.draws import FloatArray
from sim.base.returns import Return
from sim.base.words import PersonClass
from sim.facts.first_attempts import MOST_TRIES, expected_apprehensions, retry_shares
from sim.model.context import Context, Steps
from sim.model.crossing import passing_ratio, sectors_of
from sim.model.months import months_of
from sim.model.staffing.barrier import apprehension_share, turned_back_share
from sim.world.columns import NO_SECTOR, Appointment, Authority, Manner, Mode, Order, Release, Source, Track
from sim.world.diagrams import Case, Docket, Place
from sim.world.persons import Persons, Rows
from sim.world.vocabulary import Flow


def reentry(ctx: Context) -> Steps:
    """Let those try whose day has come, then ask those returned today."""
    again = Again(ctx)
    for day in ctx.days:
        yield ctx.until(day, Phase.REENTER)
        again.attempt(ctx.calendar(Appointment.REENTRY).take(day), day)
        if ctx.world.returned.size:
            again.ask(ctx.world.returned.empty(), day)


class Again:
    """What people do who have been returned."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._shares = np.minimum(retry_shares(inputs) * inputs.number("border.reentry_gain"), 1.0)
        self._shares *= _anybody_comes(ctx)
        self._passing = passing_ratio(ctx)
        self._days = inputs.duration("border.reentry.days")
        self._caught_share = apprehension_share(inputs)
        self._back_share = turned_back_share(inputs)
        self._again_share = inputs.number("border.turned_back_again_share")
        self._again_days = inputs.whole("border.turned_back_again_days")
        self._published = expected_apprehensions(inputs)
        self._month_of = _months_by_day(ctx)
        names = ("tries", "delay", "times", "caught", "turned_back", "sector")
        self._luck = {name: ctx.stream(f"reentry.{name}") for name in names}

    def ask(self, rows: Rows, day: int) -> None:
        """Decide who of those returned today tries again, and when."""
        ctx, persons = self._ctx, self._ctx.persons
        kinds = kinds_of_return(persons, rows)
        ctx.record.give_back(rows, kinds, day)
        persons.has_prior_order[rows] |= persons.case[rows] == Case.FINAL
        nationality = persons.nationality[rows]
        share = self._shares[kinds, nationality] * self._passing[nationality, day]
        trying = rows[ctx.luck(self._luck["tries"], rows) < share]
        days = day + 1 + self._days.sample(ctx.luck(self._luck["delay"], trying))
        ctx.calendar(Appointment.REENTRY).book(trying, days)

    def attempt(self, rows: Rows, day: int) -> None:
        """Try to cross until met by agents, away, or turned back for good; all tries count on the day of the first."""
        if not len(rows):
            return
        ctx, persons = self._ctx, self._ctx.persons
        waited = persons.arrests[rows] == 0
        ctx.world.metered.leave(rows[waited])
        presents = (persons.kind[rows] != PersonClass.SINGLE_ADULT) | waited
        table = self._published[self._month_of[day]]
        sectors = sectors_of(ctx.luck(self._luck["sector"], rows), table, persons.kind[rows], persons.nationality[rows])
        caught_share, back_share = self._caught_share[day, sectors], self._back_share[day, sectors]
        again = (1.0 - caught_share) * back_share * self._again_share
        more = np.where(presents, 0, turned_back_times(ctx.luck(self._luck["times"], rows), again))
        caught = presents | (ctx.luck(self._luck["caught"], rows) * (1.0 - again) < caught_share)
        gives_up = back_share * (1.0 - self._again_share)
        back = ctx.luck(self._luck["turned_back"], rows) * (gives_up + 1.0 - back_share) < gives_up
        back &= ~caught
        tried = np.repeat(rows, more + 1)
        ctx.record.count(Flow.ATTEMPT, tried, day)
        ctx.record.count(Flow.REENTRY, tried[persons.arrests[tried] > 0], day)
        ctx.record.count(Flow.TURNED_BACK, np.repeat(rows, more + back), day)
        away, met = rows[~caught & ~back], rows[caught]
        ctx.record.count(Flow.GOT_AWAY, away, day)
        self._begin_anew(rows[~back])
        persons.move(away, place=Place.AT_LARGE)
        persons.sector[met] = sectors[caught]
        ctx.calendar(Appointment.ARRIVAL).book(met, day + 1 + more[caught] * self._again_days)

    def _begin_anew(self, rows: Rows) -> None:
        """Close the papers of the journey before."""
        persons = self._ctx.persons
        persons.move(rows, case=Case.NONE, docket=Docket.NONE)
        persons.source[rows] = Source.BORDER
        persons.sector[rows] = NO_SECTOR
        persons.track[rows], persons.order[rows] = Track.NONE, Order.NONE
        persons.authority[rows], persons.mode[rows], persons.release[rows] = Authority.NONE, Mode.NONE, Release.NONE
        persons.hearings[rows] = 0
        flags = (persons.claimed_fear, persons.is_subsequent, persons.was_prosecuted)
        for column in (*flags, persons.has_document):
            column[rows] = False


def turned_back_times(luck: FloatArray, again: FloatArray) -> NDArray[np.int64]:
    """How often a person is turned back and tries again on one journey, shape (n,).

    Args:
        luck: shape (n,).
        again: the chance that a try ends so, shape (n,).
    """
    cuts = np.round(1.0 - again[:, None] ** np.arange(1, MOST_TRIES), _PRECISION)
    return (luck[:, None] >= cuts).sum(axis=1)


def kinds_of_return(persons: Persons, rows: Rows) -> NDArray[np.int64]:
    """In which way each person was returned, codes of Return, shape (n,)."""
    prosecuted = np.where(persons.was_prosecuted[rows], Return.BRIDGE_PROSECUTED, Return.BRIDGE_REMOVED)
    consequence = np.where(persons.case[rows] == Case.FINAL, prosecuted, Return.BRIDGE_VOLUNTARY)
    return _PLACE_OF[persons.manner[rows]] + consequence


_PRECISION = 12
"""A power may differ in its last digits between processors; it is rounded to this many decimals [digits]."""
_PLACE_OF = np.zeros(len(Manner), np.int64)
"""The code of Return that each manner begins at."""
_PLACE_OF[Manner.INTERIOR_FLIGHT] = Return.INTERIOR_VOLUNTARY
_PLACE_OF[Manner.HOME_BY_AIR] = Return.HOME_VOLUNTARY


def _anybody_comes(ctx: Context) -> bool:
    """Say whether anybody comes from anywhere; with every flow shut nobody comes back either."""
    flows = ("border.attempts_scale", "ports.arrivals_scale", "interior.arrests_scale")
    return any(ctx.inputs.by_day(flow).any() for flow in flows)


def _months_by_day(ctx: Context) -> NDArray[np.int64]:
    """The number of the month that each day of the run lies in, shape (days,)."""
    ends = [month.end for month in months_of(ctx.inputs.clock)]
    return np.searchsorted(ends, np.arange(len(ctx.days)), side="right").astype(np.int64)
