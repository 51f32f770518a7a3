"""A notice to appear is served first and filed with the court later; some cases of before come back.

Who acts: the clerk of the court, on working days on notices that reach it, every day on cases that come back.
What limits it: the notices that clerks can enter in a working day, those of people who are held first, then the oldest;
where receipts are imposed, the room of the month.
Who pays: nobody.
Levers: the time to file, what clerks can enter.
"""

import numpy as np

from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, int64, rule
from sim.engine.diagrams import CASES
from sim.engine.draws import draw, quantile
from sim.engine.event_calendar import cancel, due, schedule
from sim.engine.numbers import KEEP, Case, Event, Flow, PersonClass, Place, Source
from sim.engine.ordering import by_key, longer, part
from sim.engine.person import Person
from sim.engine.state import PERSONS, State
from sim.engine.verbs import STATE_SHIFT, count, move
from sim.model.courts.calendar import file_case, recalendar, whole_families
from sim.model.courts.court import Court
from sim.model.fields import computed, dated_distributions, distribution, in_force, number, stream
from sim.scenario.names import parameters

_CAPACITY = parameters.courts.filings_per_day
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
    """On the day on which the time to file changes, draw the rest of it anew for every notice that is not yet due."""
    changes = False
    for kind in range(_BORDER_ADULT + 1):
        changes |= notices.in_force[kind, day] != notices.in_force[kind, day - 1]
    for row in range(world.numbers[PERSONS] if changes else 0):
        if (world.cells[row] >> STATE_SHIFT) % CASES == Case.SERVED:
            person = world.people[row]
            kind = _kind_of_lag(person)
            which = notices.in_force[kind, day]
            if person.due[Event.FILING] >= day and which != notices.in_force[kind, day - 1]:
                lag = quantile(notices.lag_days, which, draw(person, notices.lag_again))
                schedule(world, person, row, Event.FILING, day + lag)


@rule
def _kind_of_lag(person: Person) -> int:
    """Which of the times to filing is that of a person."""
    if person.place in (Place.ADULT_BED, Place.IN_MEXICO):
        return int64(_DETAINED)
    if person.fear_found:
        return int64(_FEAR_POSITIVE)
    if person.kind != PersonClass.SINGLE_ADULT:
        return int64(_FAMILY_OR_CHILD)
    return int64(_INTERIOR if person.source == Source.INTERIOR else _BORDER_ADULT)


@bundle
class Clerks(Bundle):
    """The clerks who enter cases that reach the court."""

    court: Court
    notices: Notices
    capacity: Ints = computed(lambda ctx: ctx.daily(ctx.inputs.by_day(_CAPACITY) * ctx.is_working))
    """Notices that can be entered, shape (days,) [cases]."""
    waits_since: Ints = computed(lambda ctx: np.zeros(2, np.int64))
    """The first day on which a notice may have come due that waits: of anybody, of people who are held [day]."""
    age_days: Floats = distribution(parameters.courts.returning_case_age_days)
    age: Word = stream("filings.age")


@rule
def file_due(world: State, clerks: Clerks, day: int) -> None:
    """Enter the notices that wait, as many as can be today: first those of people who are held, then the oldest."""
    receive(world, clerks, day)
    room = enter_notices(world, clerks, clerks.capacity[day], True, day)
    enter_notices(world, clerks, room, False, day)


@rule
def receive(world: State, clerks: Clerks, day: int) -> None:
    """Take back cases of before the run that are due today; a notice keeps the day on which it came due, and waits."""
    if day > 0:
        plan_again(world, clerks.notices, day)
    for row in due(world, Event.FILING, day):
        person = world.people[row]
        if person.source in (Source.RECALENDARED, Source.REOPENED):
            recalendar_earlier(world, clerks, person, row, day)
        else:
            schedule(world, person, row, Event.FILING, day)


@rule
def enter_notices(world: State, clerks: Clerks, room: int, is_held: bool, day: int) -> int:
    """Enter notices that wait, of people who are held or of anybody, the oldest first; the room that is left.

    No family is entered in part: when one does not fit the day is over.
    """
    came = clerks.waits_since[int64(is_held)]
    while room > 0 and came <= day:
        rows, n = by_key(world.people, due(world, Event.FILING, came)), 0
        for row in rows:
            if is_held and _kind_of_lag(world.people[row]) != _DETAINED:
                schedule(world, world.people[row], row, Event.FILING, came)
            else:
                rows[n] = row
                n += 1
        filed = file_some(world, clerks.court, part(rows, 0, n), room, came, day)
        room = room - filed if filed == n else 0
        came += filed == n
    clerks.waits_since[int64(is_held)] = came
    return room


@rule
def take_waiting(world: State, clerks: Clerks, day: int) -> Ints:
    """Take out every notice that waits, the oldest first."""
    receive(world, clerks, day)
    rows, n = np.empty(0, np.int64), 0
    for came in range(clerks.waits_since[0], day + 1):
        found = by_key(world.people, due(world, Event.FILING, came))
        rows = longer(rows, n + len(found))
        for row in found:
            rows[n] = row
            n += 1
    clerks.waits_since[:] = day + 1
    return part(rows, 0, n)


@rule
def recalendar_earlier(world: State, clerks: Clerks, person: Person, row: int, day: int) -> None:
    """Put a closed or decided case of before, heard once, on the docket; a decided one comes from old orders."""
    person.filed = day - quantile(clerks.age_days, 0, draw(person, clerks.age))
    person.hearings = 1
    if person.source == Source.REOPENED:
        count(world, person, Flow.REOPENED, day)
        world.old_orders[person.nationality] = max(world.old_orders[person.nationality] - 1, 0)
    else:
        count(world, person, Flow.RECALENDARED, day)
    recalendar(world, clerks.court, person, row, day)


@rule
def file_some(world: State, court: Court, rows: Ints, room: int, later: int, day: int) -> int:
    """File as many of some cases as there is room for, no family in part, and let the others wait; how many were."""
    end = whole_families(world.people, rows, min(room, len(rows)))
    for i in range(len(rows)):
        if i < end:
            file_case(world, court, world.people[rows[i]], rows[i], day)
        else:
            schedule(world, world.people[rows[i]], rows[i], Event.FILING, later)
    return end
