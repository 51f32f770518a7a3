"""Clerks of the court put cases on dockets and give the dates of hearings.

Who acts: clerks, every day, on cases that are filed, come back, change docket or were adjourned.
What limits it: the next hearing is held in the first free slot of its book after an interval. A docket has two books,
of the master calendar and of merits hearings; clerks plan as many hearings for a working day as there lately was time
for.
"""

import math

import numpy as np

from sim.engine.compiled import Floats, Ints, int64, rule
from sim.engine.diagrams import BOOKS, DOCKETS
from sim.engine.draws import FAMILY, draw_again, is_head, quantile
from sim.engine.event_calendar import book_hearing, book_of, booked_on, strike_hearing
from sim.engine.numbers import KEEP, LAST_DAY, NEVER, Case, Docket, Flow, PersonClass, Place, Wait
from sim.engine.ordering import by_key, chosen, in_order, key_order, part, stable_order
from sim.engine.person import People, Person
from sim.engine.queues import join, serve_all
from sim.engine.state import State
from sim.engine.verbs import begin_wait, count, move, touch
from sim.model.courts.court import Court

NUDGE = 1e-9
"""Keeps a sum that should be whole from falling just under it [slots]."""
_NO_FAMILY = np.uint64(0)
_WORKING_WEEK = 7 / 5
"""Days to a working day [days]."""
_SOON = 28
"""The first weeks, whose hearings say how many the priority docket holds a day [days]."""
_FIRST, _DETAINED, _MEXICO, _RELEASED, _PRIORITY_FIRST, _PRIORITY, _MERITS = range(7)
"""Times to the next hearing, in their order in the bundle."""


@rule
def file_case(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """Enter a case that reaches the court on the docket where it belongs."""
    count(world, person, Flow.NTA_FILED, day)
    person.filed = day
    person.is_subsequent = False
    begin_wait(world, person, Wait.DECISION, day)
    begin_wait(world, person, Wait.FIRST_HEARING, day)
    person.is_for_merits = False
    put_on_docket(world, court, person, row, day)


@rule
def recalendar(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """Put a case back on a docket that was closed or decided before; its age runs from the old filing."""
    begin_wait(world, person, Wait.DECISION, int64(person.filed))
    person.is_for_merits = False
    put_on_docket(world, court, person, row, day)


@rule
def put_on_docket(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """Put a pending case on the docket that goes with where the person is, and ask for a hearing.

    Who is in hold, where people wait for a bed, has no date before there is one or a release.
    """
    docket = docket_of(court, person, day)
    move(world, person, row, KEEP, Case.PENDING, docket)
    if person.place != Place.HOLD:
        ask_date(world, court, person, row, day)


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
def ask_date(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """Let a case wait for a date; in a single queue it waits by the day of filing to be heard."""
    since = int64(person.filed) if court.is_single_queue else day
    join(world.people, world.dockets[int64(person.docket)], person, row, since)


@rule
def is_fast(court: Court, person: Person) -> bool:
    """Whether a case is heard ahead of others: most of those that came back."""
    if person.docket < Docket.PRIORITY or court.is_single_queue or not person.is_subsequent:
        return False
    return draw_again(person, 0, court.fast) < court.returned_share


@rule
def interval_of(court: Court, person: Person) -> int:
    """The least time to the next hearing [days]."""
    which = _RELEASED
    if person.docket == Docket.DETAINED:
        which = _DETAINED
    elif person.docket == Docket.MEXICO:
        which = _MEXICO
    elif person.is_for_merits:
        which = _MERITS
    elif person.docket == Docket.PRIORITY:
        which = _PRIORITY_FIRST if person.hearings == 0 else _PRIORITY
    elif person.hearings == 0:
        which = _FIRST
    return quantile(court.intervals, which, draw_again(person, int64(person.hearings), court.interval))


@rule
def whole_families(people: People, rows: Ints, end: int) -> int:
    """Shorten a cut so that it falls before the first member of a family."""
    while 0 < end < len(rows) and not is_head(people[rows[end]]):
        end -= 1
    return end


@rule
def give_dates(world: State, court: Court, day: int) -> None:
    """Give everybody who asks the first free slot of the book, the earliest need first; fast cases any day."""
    if court.is_single_queue:
        return
    for docket in range(Docket.DETAINED, Docket.GENERAL + 1):
        if court.is_closed[docket, day]:
            continue
        rows = by_key(world.people, serve_all(world.people, world.dockets[docket]))
        touch(world, rows)
        ready = np.empty(len(rows), np.int64)
        for i in range(len(rows)):
            person = world.people[rows[i]]
            ready[i] = day + 1 + interval_of(court, person)
            person.ready = ready[i]
        rows = chosen(rows, stable_order(ready))
        for book in (docket, docket + DOCKETS):
            book_some(world, court, rows, book, day)


@rule
def book_some(world: State, court: Court, rows: Ints, book: int, day: int) -> None:
    """Book those who belong in a book, fast cases on the day that they need."""
    slow, n = np.empty(len(rows), np.int64), 0
    for row in rows:
        person = world.people[row]
        if book_of(person) == book and is_fast(court, person):
            book_hearing(world, person, row, _next_court_day(court, int64(person.ready)))
        elif book_of(person) == book:
            slow[n] = row
            n += 1
    book_in_order(world, court, part(slow, 0, n), book, day + 1)


@rule
def book_in_order(world: State, court: Court, rows: Ints, book: int, first: int) -> None:
    """Book hearings on the first free slots from a first day on; the members of a family are heard together.

    Args:
        world: the world.
        court: the court.
        rows: persons of the book, each ready no sooner than the one before, shape (n,).
        book: where they are to be heard.
        first: the first day on which there are slots.
    """
    day, plan, free, family, given = first - 1, 0.0, 0, _NO_FAMILY, NEVER
    for row in rows:
        person = world.people[row]
        while day < world.booked.shape[1] - 1 and (day < person.ready or free == 0):
            day += 1
            before = math.floor(plan + NUDGE)
            plan += court.is_court_day[day] * court.planned[book]
            free = max(int64(math.floor(plan + NUDGE)) - before - world.booked[book, day], 0)
        free -= 1
        if given == NEVER or person.key & FAMILY != family:
            family, given = person.key & FAMILY, day
        book_hearing(world, person, row, given)


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
    for book in (Docket.PRIORITY, Docket.PRIORITY + DOCKETS):
        for later in range(world.booked.shape[1]):
            if world.booked[book, later]:
                for row in booked_on(world, book, later, LAST_DAY):
                    strike_hearing(world, people[row])
                    move(world, people[row], row, KEEP, KEEP, Docket.GENERAL)
                    book_hearing(world, people[row], row, later)


@rule
def close_docket(world: State, court: Court, docket: int, day: int) -> None:
    """Strike every hearing of a docket that closes; its cases ask for a date, which they get when it opens again."""
    for book in (docket, docket + DOCKETS):
        for later in range(day, world.booked.shape[1]):
            if world.booked[book, later]:
                for row in booked_on(world, book, later, LAST_DAY):
                    strike_hearing(world, world.people[row])
                    ask_date(world, court, world.people[row], row, day)


@rule
def enter_stock(world: State, court: Court, rows: Ints, drawn: Floats, at_head: Floats) -> None:
    """Let the books of each docket stand on the first day as if they had always been kept."""
    people, books = world.people, np.empty(len(rows), np.int64)
    for i in range(len(rows)):
        person = people[rows[i]]
        move(world, person, rows[i], KEEP, Case.PENDING, docket_of(court, person, 0))
        books[i] = book_of(person)
        person.ready = 0
        if court.is_single_queue:
            ask_date(world, court, person, rows[i], 0)
    if not court.is_single_queue:
        for book in range(BOOKS):
            places = np.flatnonzero(books == book)
            if book == Docket.PRIORITY:
                book_priority(world, court, rows, places, drawn)
            else:
                if book == Docket.PRIORITY + DOCKETS and len(places):
                    share = len(places) / (len(places) + np.sum(books == book + 1))
                    court.planned[book] *= share
                    court.planned[book + 1] *= 1.0 - share
                book_stock(world, court, rows, places, drawn, at_head, book)


@rule
def book_priority(world: State, court: Court, rows: Ints, places: Ints, drawn: Floats) -> None:
    """Let cases on the master calendar of the priority docket, who do not queue, be somewhere between two hearings.

    The general docket plans with what these leave, and with at least as much as they take.

    Args:
        world: the world.
        court: the court.
        rows: all pending cases at large, shape (cases,).
        places: where in them those of the book stand, shape (n,).
        drawn: how much of the interval each has before it, shape (cases,) [share].
    """
    for place in places:
        person = world.people[rows[place]]
        person.ready = int64(drawn[place] * interval_of(court, person))
        book_hearing(world, person, rows[place], _next_court_day(court, int64(person.ready)))
    a_day = world.booked[Docket.PRIORITY, :_SOON].sum() / max(court.is_court_day[:_SOON].sum(), 1.0)
    court.planned[Docket.GENERAL] = max(court.planned[Docket.GENERAL] - a_day, court.planned[Docket.GENERAL] / 2.0)


@rule
def book_stock(world: State, court: Court, rows: Ints, places: Ints, drawn: Floats, at_head: Floats, book: int) -> None:
    """Give a date to the cases of a book: to those not heard yet by their age, to others anywhere in it.

    Args:
        world: the world.
        court: the court.
        rows: all pending cases at large, shape (cases,).
        places: where in them those of the book stand, shape (n,).
        drawn: where in its book each stands if age does not say it, shape (cases,) [share].
        at_head: where each stands if it is heard ahead of others, shape (cases,) [days].
        book: the book.
    """
    length = len(places) / max(court.planned[book], 1.0) * _WORKING_WEEK
    here, turn = chosen(rows, places), np.empty(len(places), np.float64)
    for i in range(len(places)):
        person = world.people[here[i]]
        age = -np.float64(person.filed)
        turn[i] = length - age if age < length else drawn[places[i]] * length
        if person.is_subsequent and is_fast(court, person):
            turn[i] = at_head[places[i]]
    order = key_order(world.people, here)
    order = chosen(order, stable_order(in_order(turn, order)))
    book_in_order(world, court, chosen(here, order), book, 0)
