"""People who were returned try to cross again; the place and the manner of the return decide how likely and how soon.

Who went home from Mexico while the case was open is held for it when caught, and at large with it after getting away.

Who acts: people returned or removed, on the day of their next attempt, and those who waited in vain before a port;
agents of the Border Patrol.
What limits it: the chance of capture of those who evade; families and children alone present themselves.
Who pays: CBP, per apprehension; the migrant pays for the crossing.
Levers: how and where people are returned; the gain of this loop, zero shuts it.
"""

import numpy as np

from sim.base.codes import CONSEQUENCES
from sim.base.draws import FloatArray
from sim.engine import columns
from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, int64, rule
from sim.engine.draws import draw, quantile
from sim.engine.event_calendar import due, schedule
from sim.engine.numbers import (
    KEEP,
    RETURNED,
    Authority,
    Case,
    Disposition,
    Docket,
    Event,
    Flow,
    Mode,
    Order,
    PersonClass,
    Place,
    Release,
    Source,
)
from sim.engine.person import Person
from sim.engine.queues import leave_only, serve_all
from sim.engine.state import State
from sim.engine.verbs import count, move, record_return, touch
from sim.model.border.crossing import Agents, sector_of, turned_back_times
from sim.model.border.first_attempts import retry_shares
from sim.model.border.transit import passing_ratio
from sim.model.context import Context, months_of
from sim.model.courts.court import docket_in_custody
from sim.model.detention.custody import arrest_on_case
from sim.model.fields import computed, distribution, stream, whole
from sim.scenario.names import parameters

_NO_SECTOR = int(columns.NO_SECTOR)
_VOLUNTARY, _REMOVED, _PROSECUTED = range(len(CONSEQUENCES))


def _shares(ctx: Context) -> FloatArray:
    """The chance that a person returned in each way tries again, shape (RETURNS, NATIONALITIES).

    With every flow shut nobody comes back either.
    """
    inputs = ctx.inputs
    flows = (parameters.border.attempts_scale, parameters.ports.arrivals_scale, parameters.interior.arrests_scale)
    shares = np.minimum(retry_shares(inputs) * inputs.number(parameters.border.reentry_gain), 1.0)
    return shares * any(inputs.by_day(flow).any() for flow in flows)


def _months_by_day(ctx: Context) -> Ints:
    """The number of the month that each day of the run lies in, shape (days,)."""
    ends = [month.end for month in months_of(ctx.inputs.clock)]
    return np.searchsorted(ends, np.arange(len(ctx.days)), side="right").astype(np.int64)


@bundle
class Reentry(Bundle):
    """What people do who have been returned."""

    agents: Agents
    shares: Floats = computed(_shares)
    passing: Floats = computed(lambda ctx: passing_ratio(ctx.inputs))
    """How many get through Mexico, against the base path, shape (NATIONALITIES, days)."""
    tries: Word = stream("reentry.tries")
    days: Floats = distribution(parameters.border.reentry.days)
    delay: Word = stream("reentry.delay")
    month: Ints = computed(_months_by_day)
    sector: Word = stream("reentry.sector")
    caught: Word = stream("reentry.caught")
    turned_back: Word = stream("reentry.turned_back")
    again_days: int = whole(parameters.border.turned_back_again_days)
    times: Word = stream("reentry.times")
    docket_in_custody: int = computed(docket_in_custody)


@rule
def reenter(world: State, reentry: Reentry, day: int) -> None:
    """Let those try whose day has come, then ask those returned today whether and when they try again."""
    rows = due(world, Event.REENTRY, day)
    touch(world, rows)
    for row in rows:
        attempt(world, reentry, world.people[row], row, day)
    rows = serve_all(world.people, world.returned)
    for row in rows:
        ask(world, reentry, world.people[row], row, day)


@rule
def ask(world: State, reentry: Reentry, person: Person, row: int, day: int) -> None:
    """Decide whether a person who was returned today tries again, and when."""
    kind = kind_of_return(person)
    record_return(world, person, kind, day)
    person.has_prior_order = person.has_prior_order or person.case == Case.FINAL
    if (
        draw(person, reentry.tries)
        < reentry.shares[kind, person.nationality] * reentry.passing[person.nationality, day]
    ):
        schedule(world, person, row, Event.REENTRY, day + 1 + quantile(reentry.days, 0, draw(person, reentry.delay)))


@rule
def kind_of_return(person: Person) -> int:
    """In which way a person was returned, a code of Return."""
    consequence = _VOLUNTARY
    if person.case == Case.FINAL:
        consequence = _PROSECUTED if person.was_prosecuted else _REMOVED
    return RETURNED[person.manner, consequence]


@rule
def attempt(world: State, reentry: Reentry, person: Person, row: int, day: int) -> None:
    """Try to cross until met by agents, away, or turned back for good; all tries count on the day of the first.

    Who has won the case meanwhile, heard in a court of one queue, comes in another way.
    """
    if person.case == Case.RELIEF:
        return
    has_waited = person.arrests == 0
    if has_waited:
        leave_only(world.metered, person)
    agents = reentry.agents
    sector = sector_of(agents, reentry.month[day], int64(person.group), draw(person, reentry.sector))
    caught_share, back_share = agents.caught_share[day, sector], agents.turned_back_share[day, sector]
    presents = has_waited or person.kind != PersonClass.SINGLE_ADULT
    more = 0 if presents else turned_back_times(agents.turned_back_cdf, day, sector, draw(person, reentry.times))
    evades = draw(person, reentry.caught) * (1.0 - agents.again_share[day, sector]) >= caught_share
    gives_up = back_share * (1.0 - agents.tries_again_share)
    is_caught = presents or not evades
    is_back = not is_caught and draw(person, reentry.turned_back) * (gives_up + 1.0 - back_share) < gives_up
    world.flows[day, Flow.ATTEMPT, person.group] += more + 1
    world.flows[day, Flow.TURNED_BACK, person.group] += more + is_back
    if not has_waited:
        world.flows[day, Flow.REENTRY, person.group] += more + 1
    if is_back:
        return
    is_open = has_open_case(person)
    if not is_open:
        reset_case(world, person, row)
    if is_caught:
        person.source, person.sector = Source.BORDER, sector
        if is_open:
            arrest_on_case(world, reentry.docket_in_custody, person, row, day)
        else:
            schedule(world, person, row, Event.ARRIVAL, day + 1 + more * reentry.again_days)
    else:
        count(world, person, Flow.GOT_AWAY, day)
        move(world, person, row, Place.AT_LARGE, KEEP, KEEP)


@rule
def has_open_case(person: Person) -> bool:
    """Whether a person went home from Mexico with a case that is not decided yet."""
    return person.case in (Case.SERVED, Case.PENDING, Case.APPEALED, Case.PETITION_FOR_REVIEW)


@rule
def reset_case(world: State, person: Person, row: int) -> None:
    """Close the papers of the journey before."""
    move(world, person, row, KEEP, Case.NONE, Docket.NONE)
    person.source, person.sector = Source.BORDER, _NO_SECTOR
    person.disposition, person.order, person.authority = Disposition.NONE, Order.NONE, Authority.NONE
    person.mode, person.release, person.hearings = Mode.NONE, Release.NONE, 0
    person.fear_found, person.is_subsequent = False, False
    person.was_prosecuted, person.has_document = False, False
