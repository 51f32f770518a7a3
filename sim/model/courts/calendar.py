"""Clerks of the court put cases on dockets and give the dates of hearings.

Who acts: clerks, every day, on cases that are filed, come back, change docket or were adjourned.
What limits it: the next hearing is held in the first free slot of the docket after an interval; clerks plan as many
hearings for a working day as were lately held.
"""

import math

import numpy as np

from sim.engine import diagrams
from sim.engine.compiled import Floats, Ints, int64, rule
from sim.engine.draws import FAMILY, draw_again, quantile
from sim.engine.event_calendar import book_hearing, booked_on, strike_hearing
from sim.engine.numbers import KEEP, LAST_DAY, NEVER, Case, Docket, Flow, PersonClass, Place, Wait
from sim.engine.ordering import by_key, chosen, in_order, key_order, part, stable_order
from sim.engine.person import Person
from sim.engine.queues import join, serve_all
from sim.engine.state import State
from sim.engine.verbs import begin_wait, count, move, touch
from sim.model.courts.court import Court

NUDGE = 1e-9
"""Keeps a sum that should be whole from falling just under it [slots]."""
_NO_FAMILY = np.uint64(0)
_DOCKETS = len(diagrams.Docket)
_WORKING_WEEK = 7 / 5
"""Days to a working day [days]."""


@rule
def file_case(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """Enter a case that reaches the court on the docket where it belongs."""
    count(world, person, Flow.NTA_FILED, day)
    person.filed = day
    person.is_subsequent = False
    begin_wait(world, person, Wait.DECISION, day)
    begin_wait(world, person, Wait.FIRST_HEARING, day)
    put_on_docket(world, court, person, row, day)


@rule
def recalendar(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """Put a case back on a docket that was closed or decided before; its age runs from the old filing."""
    begin_wait(world, person, Wait.DECISION, int64(person.filed))
    put_on_docket(world, court, person, row, day)


@rule
def put_on_docket(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """Put a pending case on the docket that goes with where the person is, and ask for a hearing.

    Who is in hold, where people wait for a bed, has no date before there is one or a release.
    """
    docket = docket_of(court, person, day)
    move(world, person, row, KEEP, Case.PENDING, docket)
    if person.place != Place.HOLD:
        ask_date(world, court, person, row, docket, day)


@rule
def docket_of(court: Court, person: Person, day: int) -> int:
    """The docket of a case by where the person is and who it is."""
    if court.is_single_queue:
        return Docket.GENERAL
    if person.place in (Place.ADULT_BED, Place.FAMILY_BED):
        return Docket.DETAINED
    if person.place in (Place.IN_MEXICO, Place.ABROAD):
        return Docket.MEXICO
    if court.has_priority_docket[day] and person.kind != PersonClass.SINGLE_ADULT:
        return Docket.PRIORITY
    return Docket.GENERAL


@rule
def ask_date(world: State, court: Court, person: Person, row: int, docket: int, day: int) -> None:
    """Let a case wait for a date; in a single queue it waits by the day of filing to be heard."""
    join(world.people, world.dockets[docket], person, row, int64(person.filed) if court.is_single_queue else day)


@rule
def is_fast(court: Court, person: Person) -> bool:
    """Whether a case is heard ahead of others: some at the first hearing, most of those that came back."""
    if person.docket < Docket.PRIORITY or court.is_single_queue or (person.hearings > 0 and not person.is_subsequent):
        return False
    return draw_again(person, 0, court.fast) < (court.returned_share if person.is_subsequent else court.fast_share)


@rule
def interval_of(court: Court, person: Person, docket: int) -> int:
    """The least time to the next hearing [days]."""
    uniform = draw_again(person, int64(person.hearings), court.interval)
    if docket == Docket.DETAINED:
        return quantile(court.detained_interval, 0, uniform)
    if docket == Docket.MEXICO:
        return quantile(court.mexico_interval, 0, uniform)
    return quantile(court.first_interval if person.hearings == 0 else court.released_interval, 0, uniform)


@rule
def give_dates(world: State, court: Court, day: int) -> None:
    """Give everybody who asks the first free slot of the docket, the earliest need first; fast cases any day."""
    if court.is_single_queue:
        return
    for docket in range(Docket.DETAINED, Docket.GENERAL + 1):
        rows = by_key(world.people, serve_all(world.people, world.dockets[docket]))
        touch(world, rows)
        ready = np.empty(len(rows), np.int64)
        for i in range(len(rows)):
            person = world.people[rows[i]]
            ready[i] = day + 1 + interval_of(court, person, docket)
            person.ready = ready[i]
        rows = chosen(rows, stable_order(ready))
        slow, n = np.empty(len(rows), np.int64), 0
        for row in rows:
            person = world.people[row]
            if is_fast(court, person):
                book_hearing(world, person, row, docket, _next_court_day(court, int64(person.ready)))
            else:
                slow[n] = row
                n += 1
        book_in_order(world, court, part(slow, 0, n), docket, day + 1)


@rule
def book_in_order(world: State, court: Court, rows: Ints, docket: int, first: int) -> None:
    """Book hearings on the first free slots from a first day on; the members of a family are heard together.

    Args:
        world: the world.
        court: the court.
        rows: persons on the docket, each ready no sooner than the one before, shape (n,).
        docket: where they are to be heard.
        first: the first day on which there are slots.
    """
    day, plan, free, family, given = first - 1, 0.0, 0, _NO_FAMILY, NEVER
    for row in rows:
        person = world.people[row]
        while day < world.booked.shape[1] - 1 and (day < person.ready or free == 0):
            day += 1
            before = math.floor(plan + NUDGE)
            plan += court.is_court_day[day] * court.planned[docket]
            free = max(int64(math.floor(plan + NUDGE)) - before - world.booked[docket, day], 0)
        free -= 1
        if given == NEVER or person.key & FAMILY != family:
            family, given = person.key & FAMILY, day
        book_hearing(world, person, row, docket, given)


@rule
def _next_court_day(court: Court, day: int) -> int:
    """The first day on or after one on which courts sit."""
    while day < len(court.is_court_day) - 1 and not court.is_court_day[day]:
        day += 1
    return day


@rule
def end_priority(world: State, court: Court, day: int) -> None:
    """When the priority docket is ended its cases join the general one; those with a date keep it."""
    people = world.people
    for row in serve_all(people, world.dockets[Docket.PRIORITY]):
        move(world, people[row], row, KEEP, KEEP, Docket.GENERAL)
        join(people, world.dockets[Docket.GENERAL], people[row], row, day)
    for later in range(world.booked.shape[1]):
        if world.booked[Docket.PRIORITY, later]:
            for row in booked_on(world, Docket.PRIORITY, later, LAST_DAY):
                strike_hearing(world, people[row], Docket.PRIORITY)
                move(world, people[row], row, KEEP, KEEP, Docket.GENERAL)
                book_hearing(world, people[row], row, Docket.GENERAL, later)


@rule
def enter_stock(world: State, court: Court, rows: Ints, drawn: Floats, at_head: Floats) -> None:
    """Let the calendar of each docket stand on the first day as if it had always been kept."""
    people = world.people
    dockets, sizes = np.empty(len(rows), np.int64), np.zeros(_DOCKETS, np.int64)
    for i in range(len(rows)):
        person = people[rows[i]]
        dockets[i] = docket_of(court, person, 0)
        sizes[dockets[i]] += 1
        move(world, person, rows[i], KEEP, Case.PENDING, dockets[i])
        if court.is_single_queue:
            ask_date(world, court, person, rows[i], dockets[i], 0)
    for docket in range(Docket.DETAINED, Docket.GENERAL + 1):
        if court.is_single_queue or sizes[docket] == 0:
            continue
        length = sizes[docket] / max(court.planned[docket], 1.0) * _WORKING_WEEK
        here, turn, n = np.empty(sizes[docket], np.int64), np.empty(sizes[docket], np.float64), 0
        for i in range(len(rows)):
            if dockets[i] == docket:
                person = people[rows[i]]
                age = -np.float64(person.filed)
                here[n], turn[n] = rows[i], length - age if age < length else drawn[i] * length
                if person.is_subsequent and is_fast(court, person):
                    turn[n] = at_head[i]
                person.ready = 0
                n += 1
        order = key_order(people, here)
        order = chosen(order, stable_order(in_order(turn, order)))
        book_in_order(world, court, chosen(here, order), docket, 0)
