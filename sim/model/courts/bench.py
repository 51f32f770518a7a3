"""The immigration courts hear cases on booked days; bench hours are few, and dockets share them.

Who acts: immigration judges, on federal working days, on the cases booked for the day: on the master calendar, where
many cases are called in a session, and on the merits, one case after the other.
What limits it: the hours of the bench, judges x hours on the bench in a year x the part of them that is not lost when
slots collapse / working days of the year. The detained docket has hours of its own; people who wait in Mexico are heard
first of all others, as many as the courts at the ports have seats; of the hours for people at large the masters of the
priority docket take theirs first, then those of the general one, up to the master share; then come the merits. A
hearing takes its length by kind; a family is heard together. What is used above or below the hours of a day is carried
over, and what a docket cannot use passes to the next.
Hearings for which no time is left are reset; free time is filled with cases of later days that are ready.
Who pays: EOIR, per judge team.
Levers: judges, judges detailed, hours, lengths of hearings, shares of dockets, dockets closed, closures.
"""

import math

import numpy as np

from sim.engine.compiled import Flags, Floats, Ints, int64, rule
from sim.engine.diagrams import BOOKS, DOCKETS
from sim.engine.draws import FAMILY, scramble, step
from sim.engine.event_calendar import call_hearings, ready_on, strike_hearing
from sim.engine.numbers import Docket, Flow, Tally
from sim.engine.ordering import by_key, chosen, longer, part, stable_order
from sim.engine.person import People
from sim.engine.queues import WAITING, serve
from sim.engine.state import State
from sim.engine.verbs import count, touch
from sim.model.border.admission import LARGEST_FAMILY
from sim.model.courts.calendar import NUDGE, ask_date, close_docket, end_priority, give_dates, is_fast, whole_families
from sim.model.courts.court import Court
from sim.model.courts.ending import close_some
from sim.model.courts.hearing import hear
from sim.model.courts.hours import BOND, BOND_HEARINGS, CASES_RATED, FEAR_REVIEW, FEAR_REVIEWS, MASTERS

_THOUSANDTHS = 1000
_MEMORY = 200
"""Hearings over which the mean length of a hearing in a book is learned [hearings]."""
_LEAST = 0.01
"""The least that a hearing is taken to need [hours, or cases]."""


@rule
def hold_court(world: State, court: Court, day: int) -> None:
    """Hear the cases booked for the day on each docket, and give dates to those who ask for one."""
    if day > 0 and court.has_priority_docket[day - 1] and not court.has_priority_docket[day]:
        end_priority(world, court, day)
    for docket in range(Docket.DETAINED, Docket.GENERAL + 1):
        if court.is_closed[docket, day] and (day == 0 or not court.is_closed[docket, day - 1]):
            close_docket(world, court, docket, day)
    if court.is_court_day[day]:
        world.tallies[day, Tally.COURT_CAPACITY] += court.bench_thousandths[day]
        world.tallies[day, Tally.COURT_USED] += int64(math.floor(sit(world, court, day) * _THOUSANDTHS + 0.5))
    give_dates(world, court, day)


@rule
def sit(world: State, court: Court, day: int) -> float:
    """Hear as many cases as the bench of the day allows; what was used of it [hours, or cases].

    Those who are held have hours of their own; of what these leave and of the rest people in Mexico are heard first, as
    many as have seats, then people at large. What judges detailed to the border leave is lost.
    """
    bench, balance = court.bench[day], court.balance
    if day > 0 and court.unit[day] != court.unit[day - 1]:
        balance[:] = 0.0
    own, beside = bench * court.share[Docket.DETAINED, day], hours_beside(court, day)
    budget = own + balance[Docket.DETAINED] - beside
    left, is_dry, _ = sit_for(world, court, Docket.DETAINED, own, budget, day)
    total = beside + budget - left
    balance[Docket.DETAINED] = min(left, 0.0) if is_dry else left
    passed = max(left, 0.0) if is_dry and court.passes_on[day] else 0.0
    own, at_border = bench * court.share[Docket.GENERAL, day], min(bench * court.detailed[day], passed)
    budget, seats = own + balance[Docket.GENERAL] + passed, court.seats[day] + court.seats_left[0]
    court.seats_left[0] = seats
    left, is_dry, _ = sit_for(world, court, Docket.MEXICO, own, budget, day)
    used = budget - left
    world.tallies[day, Tally.PORT_SEATS_USED] += seats - court.seats_left[0]
    court.seats_left[0] = 0 if is_dry else min(court.seats_left[0], LARGEST_FAMILY)  # for a family too large today
    budget = left - max(at_border - used, 0.0)
    left, is_dry, adjourned = sit_for(world, court, Docket.GENERAL, own - max(used - passed, 0.0), budget, day)
    balance[Docket.GENERAL] = min(left, 0.0) if is_dry else left
    for book in range(BOOKS):
        court.planned[book] += (court.offered[book] - court.planned[book]) / court.memory_days
        court.offered[book] = 0.0
    close_some(world, court, by_key(world.people, adjourned), day)
    return total + used + budget - left


@rule
def hours_beside(court: Court, day: int) -> float:
    """The hours that judges of the detained docket gave to bond and to reviews of fear since they last sat."""
    hours = court.custody_matters[BOND_HEARINGS] * court.hours[BOND]
    hours += court.custody_matters[FEAR_REVIEWS] * court.hours[FEAR_REVIEW]
    court.custody_matters[:] = 0.0
    return 0.0 if court.unit[day] == CASES_RATED else hours


@rule
def sit_for(world: State, court: Court, last: int, own: float, budget: float, day: int) -> tuple[float, bool, Ints]:
    """Hear cases of one docket, or of both of people at large within limits and then without.

    Args:
        world: the world.
        court: the court.
        last: the docket; the general one stands for both of people at large.
        own: what of the bench belongs to it [hours, or cases].
        budget: what may be used, with what was carried over and passed on [hours, or cases].
        day: today.

    Returns:
        What is left of the budget, whether nobody else could be heard, and the rows of people at large who were
        adjourned.
    """
    is_dry, limits, is_plain = np.ones(BOOKS, np.bool_), np.full(2, np.inf), court.is_single_queue
    is_of_two = last == Docket.GENERAL and not is_plain
    for docket in range(Docket.PRIORITY if is_of_two else last, last + 1):
        is_dry[docket] = court.is_closed[docket, day]
        is_dry[docket + DOCKETS] = is_dry[docket] or is_plain
    if not is_of_two:
        left, adjourned = sit_in_turn(world, court, is_dry, limits, budget, day)
        return left, bool(is_dry.all()), adjourned
    limits[0] = court.master_share * own + court.balance[MASTERS]
    limits[1] = court.share[Docket.PRIORITY, day] * own + court.balance[Docket.PRIORITY]
    left, adjourned = sit_in_turn(world, court, is_dry, limits, budget, day)
    is_heard = is_dry[Docket.PRIORITY] and is_dry[Docket.GENERAL]
    court.balance[MASTERS] = min(limits[0], 0.0) if is_heard else limits[0]
    is_heard = is_dry[Docket.PRIORITY] and is_dry[Docket.PRIORITY + DOCKETS]
    court.balance[Docket.PRIORITY] = min(limits[1], 0.0) if is_heard else limits[1]
    if is_dry[Docket.GENERAL + DOCKETS]:  # while merits wait, what is left of the day is theirs tomorrow
        limits[:] = np.inf
        left, more = sit_in_turn(world, court, is_dry, limits, left, day)
        adjourned = np.concatenate((adjourned, more))
    return left, bool(is_dry.all()), adjourned


@rule
def sit_in_turn(
    world: State, court: Court, is_dry: Flags, limits: Floats, budget: float, day: int
) -> tuple[float, Ints]:
    """Hear those of the masters of each docket and then of the merits, until nothing is left.

    At the ports merits are first: where seats are few masters would take them all, and no case would end on the merits.

    Args:
        world: the world.
        court: the court.
        is_dry: whether nobody else of a book can be heard, which comes to be known, shape (BOOKS,).
        limits: what all masters, and the priority docket, may use, which falls, shape (2,) [hours, or cases].
        budget: what all may use [hours, or cases].
        day: today.

    Returns:
        What is left of the budget, and the rows of people at large who were adjourned.
    """
    left, adjourned = budget, np.empty(0, np.int64)
    first = 0 if is_dry[Docket.MEXICO + DOCKETS] else DOCKETS
    for place in range(BOOKS):
        book = (place + first) % BOOKS
        if not is_dry[book]:
            is_master, is_priority = book < DOCKETS, book % DOCKETS == Docket.PRIORITY
            limit = min(left, limits[0]) if is_master else left
            limit = min(limit, limits[1]) if is_priority else limit
            used, is_dry[book], more = sit_through(world, court, book, limit, day)
            left -= used
            limits[0] -= used if is_master else 0.0
            limits[1] -= used if is_priority else 0.0
            adjourned = np.concatenate((adjourned, more))
    return left, adjourned


@rule
def sit_through(world: State, court: Court, book: int, limit: float, day: int) -> tuple[float, bool, Ints]:
    """Hear those of a book for whom there is time; what was used, whether nobody else could be, who was adjourned."""
    people, unit, used, n = world.people, court.unit[day], 0.0, 0
    mean = court.mean_length[unit, book]
    places = max(int64(math.floor(limit / mean + NUDGE)), 0)
    if book % DOCKETS == Docket.MEXICO:
        places = min(places, court.seats_left[0])
    court.offered[book] += places
    rows, is_dry = call(world, court, book, day, places)
    if book % DOCKETS == Docket.MEXICO:
        court.seats_left[0] -= len(rows)
    adjourned = np.empty(len(rows), np.int64)
    touch(world, rows)
    for i in range(len(rows)):
        person = people[rows[i]]
        docket = int64(person.docket)
        length = length_in_family(court, people, rows, i)
        is_completed, kind = hear(world, court, person, rows[i], docket, day)
        used += np.float64(is_completed) if unit == CASES_RATED else length * court.hours[kind]
        if not is_completed and docket >= Docket.PRIORITY:
            adjourned[n] = rows[i]
            n += 1
        elif not is_completed:
            ask_date(world, court, person, rows[i], day)
    mean += (used - len(rows) * mean) / (_MEMORY + len(rows))
    court.mean_length[unit, book] = max(mean, _LEAST)
    return used, is_dry, part(adjourned, 0, n)


@rule
def length_in_family(court: Court, people: People, rows: Ints, i: int) -> float:
    """The length of a hearing of one of several called, against that of one person: a family has one together."""
    family = people[rows[i]].key & FAMILY
    if i > 0 and people[rows[i - 1]].key & FAMILY == family:
        return 0.0
    is_joint = i + 1 < len(rows) and people[rows[i + 1]].key & FAMILY == family
    return court.joint_factor if is_joint else 1.0


@rule
def call(world: State, court: Court, book: int, day: int, places: int) -> tuple[Ints, bool]:
    """Call the cases of the day, then the first of later days; whether there were fewer than could be heard."""
    if court.is_single_queue:
        queue = world.dockets[book]
        rows = serve(world.people, queue, places, False)
        return rows, len(rows) < places and queue.numbers[WAITING] == 0
    rows = call_hearings(world, book, day)
    if len(rows) > places:
        return hear_some(world, court, rows, places, day), False
    return move_up(world, book, rows, places, day)


@rule
def hear_some(world: State, court: Court, rows: Ints, places: int, day: int) -> Ints:
    """Hear fast cases first, then others by draw; those for whom no time is left ask for another date."""
    people, n = world.people, len(rows)
    slow, drawn = np.empty(n, np.int64), np.empty(n, np.uint64)
    for i in range(n):
        slow[i] = not is_fast(court, people[rows[i]])
        drawn[i] = scramble(step(people[rows[i]].key, day) + court.reset)
    order = stable_order(drawn)  # rows stand in the order of keys, so that ties do too
    rows = chosen(rows, chosen(order, stable_order(chosen(slow, order))))
    end = whole_families(people, rows, places)
    for i in range(end, n):
        count(world, people[rows[i]], Flow.HEARING_RESET, day)
        ask_date(world, court, people[rows[i]], rows[i], day)
    return part(rows, 0, end)


@rule
def move_up(world: State, book: int, rows: Ints, places: int, day: int) -> tuple[Ints, bool]:
    """Fill free time with cases of later days that could be heard today, no family in part; whether time is left.

    None is left where a family that could be heard does not fit whole.
    """
    called, n, left = longer(rows, max(places, len(rows))), len(rows), places - len(rows)
    for later in range(day + 1, world.booked.shape[1]):
        if left <= 0:
            break
        if world.earliest_ready[book, later] > day:
            continue
        ready = ready_on(world, book, later, day)
        fitting = whole_families(world.people, ready, min(left, len(ready)))
        for i in range(fitting):
            strike_hearing(world, world.people[ready[i]])
            called[n] = ready[i]
            n += 1
        left = left - fitting if fitting == len(ready) else 0
    return part(called, 0, n), left > 0
