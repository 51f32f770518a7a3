"""A notice to appear is served on the person first and filed with the court later, sometimes never."""

from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, int64, rule
from sim.engine.diagrams import CASES
from sim.engine.distributions import quantile
from sim.engine.draws import draw
from sim.engine.event_calendar import cancel, schedule
from sim.engine.numbers import KEEP, NEVER, Case, Event, Flow, PersonClass, Place, Source
from sim.engine.person import Person
from sim.engine.state import PERSONS, State
from sim.engine.verbs import STATE_SHIFT, count, move
from sim.facts.parameters import parameters
from sim.model.fields import dated_distributions, in_force, number, stream

_LAG = parameters.courts.filing_lag
_LAGS = (_LAG.detained, _LAG.fear_positive, _LAG.family_or_child, _LAG.interior, _LAG.border_adult)
_DETAINED, _FEAR_POSITIVE, _FAMILY_OR_CHILD, _INTERIOR, _BORDER_ADULT = range(len(_LAGS))


@bundle
class Notices(Bundle):
    """The days from service to filing; the notice of somebody who is not held may never be filed."""

    lag_days: Floats = dated_distributions(*_LAGS)
    in_force: Ints = in_force(*_LAGS)
    lag: Word = stream("notices.lag")
    lag_again: Word = stream("notices.lag_again")
    never_filed_share: float = number(parameters.courts.never_filed_share)
    filed: Word = stream("notices.filed")


@rule
def serve_notice(world: State, notices: Notices, person: Person, row: int, day: int, place: int) -> None:
    """Serve a notice on a person who goes to a place with it, or stays with KEEP, and plan its filing."""
    move(world, person, row, place, Case.SERVED, KEEP)
    count(world, person, Flow.NTA_SERVED, day)
    plan_filing(world, notices, person, row, day)


@rule
def plan_filing(world: State, notices: Notices, person: Person, row: int, day: int) -> None:
    """Draw the day on which the notice is filed, if it ever is."""
    kind = _kind_of_lag(person)
    if kind != _DETAINED and draw(person, notices.filed) < notices.never_filed_share:
        cancel(person, Event.FILING)
        return
    which = notices.in_force[kind, max(day, 0)]
    schedule(world, person, row, Event.FILING, day + 1 + quantile(notices.lag_days, which, draw(person, notices.lag)))


@rule
def plan_again(world: State, notices: Notices, day: int) -> None:
    """On the day on which the time to file changes, draw the rest of it anew for every notice that waits.

    Args:
        world: the world.
        notices: the days to filing.
        day: today, after the first day.
    """
    changes = False
    for kind in range(_BORDER_ADULT + 1):
        changes |= notices.in_force[kind, day] != notices.in_force[kind, day - 1]
    for row in range(world.numbers[PERSONS] if changes else 0):
        if (world.cells[row] >> STATE_SHIFT) % CASES == Case.SERVED:
            person = world.people[row]
            kind = _kind_of_lag(person)
            which = notices.in_force[kind, day]
            if person.due[Event.FILING] != NEVER and which != notices.in_force[kind, day - 1]:
                lag = quantile(notices.lag_days, which, draw(person, notices.lag_again))
                schedule(world, person, row, Event.FILING, day + lag)


@rule
def _kind_of_lag(person: Person) -> int:
    """Which of the times to filing is that of a person."""
    if person.place in (Place.ADULT_BED, Place.IN_MEXICO):
        return int64(_DETAINED)
    if person.claimed_fear:
        return int64(_FEAR_POSITIVE)
    if person.kind != PersonClass.SINGLE_ADULT:
        return int64(_FAMILY_OR_CHILD)
    return int64(_INTERIOR if person.source == Source.INTERIOR else _BORDER_ADULT)
