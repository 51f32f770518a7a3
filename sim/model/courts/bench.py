"""The immigration courts hear cases on booked days; judges are few, and dockets share them.

Who acts: immigration judges, on federal working days, on the cases booked for the day on each docket.
What limits it: capacity in completions, judges x completions a judge-year / working days of the year, shared out among
the dockets; what a docket leaves unused passes to the next; what it completes above or below its share is carried over.
Hearings for which no time is left are reset; free time is filled with cases of the coming days that are ready.
Who pays: EOIR, per judge team.
Levers: judges, judges detailed, completions per judge-year, shares of dockets, closures.
"""

import math

import numpy as np

from sim.engine.compiled import Ints, int64, rule
from sim.engine.diagrams import CASES, PLACES
from sim.engine.draws import draw_again, is_head, scramble, step
from sim.engine.event_calendar import call_hearings, ready_on, strike_hearing
from sim.engine.numbers import KEEP, Case, Cause, Docket, Flow, Place, Tally, Wait
from sim.engine.ordering import by_key, chosen, longer, part, stable_order
from sim.engine.person import People, Person
from sim.engine.queues import WAITING, join, serve
from sim.engine.state import State
from sim.engine.verbs import STATE_SHIFT, count, end_wait, move, touch
from sim.model.courts.calendar import NUDGE, ask_date, end_priority, give_dates, is_fast
from sim.model.courts.court import Court
from sim.model.courts.hearing import hear

_THOUSANDTHS = 1000


@rule
def hold_court(world: State, court: Court, day: int) -> None:
    """Hear the cases booked for the day on each docket, and give dates to those who ask for one."""
    if day > 0 and court.has_priority_docket[day - 1] and not court.has_priority_docket[day]:
        end_priority(world, court, day)
    if court.is_court_day[day]:
        world.tallies[day, Tally.COURT_CAPACITY] += court.capacity_thousandths[day]
        world.tallies[day, Tally.COURT_USED] += sit(world, court, day) * _THOUSANDTHS
    give_dates(world, court, day)


@rule
def sit(world: State, court: Court, day: int) -> int:
    """Hear as many cases as the capacity of the day allows; how many were completed."""
    completed, passed, adjourned, n = 0, 0.0, np.empty(1, np.int64), 0
    for docket in range(Docket.DETAINED, Docket.GENERAL + 1):
        if docket == Docket.PRIORITY:  # what judges detailed to the border leave is not passed on
            passed = max(passed - court.capacity[day] * court.detailed[day], 0.0)
        budget = court.capacity[day] * court.share[docket, day] + court.balance[docket] + passed
        places = max(int64(math.floor(budget * court.expected[docket] + NUDGE)), 0)
        court.planned[docket] += (places - court.planned[docket]) / court.memory_days
        rows, is_exhausted = call(world, court, docket, day, places)
        passed = max(budget - len(rows) / court.expected[docket], 0.0) if is_exhausted else 0.0
        adjourned, done = longer(adjourned, n + len(rows)), 0
        touch(world, rows)
        for row in rows:
            person = world.people[row]
            if hear(world, court, person, row, docket, day):
                done += 1
            elif docket >= Docket.PRIORITY:
                adjourned[n] = row
                n += 1
            else:
                ask_date(world, court, person, row, docket, day)
        completed += done
        court.balance[docket] = budget - passed - done
    close_some(world, court, by_key(world.people, part(adjourned, 0, n)), day)
    return completed


@rule
def call(world: State, court: Court, docket: int, day: int, places: int) -> tuple[Ints, bool]:
    """Call the cases of the day, then the first of the coming days; whether there were fewer than could be heard."""
    if court.is_single_queue:
        queue = world.dockets[docket]
        rows = serve(world.people, queue, places, False)
        return rows, len(rows) < places and queue.numbers[WAITING] == 0
    rows = call_hearings(world, docket, day)
    if len(rows) > places:
        return hear_some(world, court, docket, rows, places, day), False
    return move_up(world, court, docket, rows, places, day)


@rule
def hear_some(world: State, court: Court, docket: int, rows: Ints, places: int, day: int) -> Ints:
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
        ask_date(world, court, people[rows[i]], rows[i], docket, day)
    return part(rows, 0, end)


@rule
def move_up(world: State, court: Court, docket: int, rows: Ints, places: int, day: int) -> tuple[Ints, bool]:
    """Fill free time with cases of the coming days that could be heard today, no family in part."""
    called, n, left = longer(rows, max(places, len(rows))), len(rows), places - len(rows)
    end = min(day + 1 + court.reach_days, world.booked.shape[1])
    for later in range(day + 1, end):
        if left <= 0:
            break
        ready = ready_on(world, docket, later, day)
        fitting = whole_families(world.people, ready, min(left, len(ready)))
        for i in range(fitting):
            strike_hearing(world, world.people[ready[i]], docket)
            called[n] = ready[i]
            n += 1
        left = left - fitting if fitting == len(ready) else 0
    is_exhausted = n < places
    for later in range(day + 1, end):
        if is_exhausted and len(ready_on(world, docket, later, day)):
            is_exhausted = False  # a family that does not fit whole could be heard
    return part(called, 0, n), is_exhausted


@rule
def whole_families(people: People, rows: Ints, end: int) -> int:
    """Shorten a cut so that it falls before the first member of a family."""
    while 0 < end < len(rows) and not is_head(people[rows[end]]):
        end -= 1
    return end


@rule
def close_some(world: State, court: Court, adjourned: Ints, day: int) -> None:
    """Administratively close as many of the cases adjourned today as are due; the others ask for the next hearing.

    They are chosen by draw against a power of their age. A single queue closes the next in it who are at large.
    """
    people, queue = world.people, world.dockets[Docket.GENERAL]
    court.closures_due[0] += newly_due(world, court, day)
    if court.is_single_queue:
        for row in serve(people, queue, int64(court.closures_due[0]), False):
            if people[row].place == Place.AT_LARGE:
                close_case(world, court, people[row], row, day)
            else:
                join(people, queue, people[row], row, int64(people[row].filed))
        return
    turn = np.empty(len(adjourned), np.float64)
    for i in range(len(adjourned)):
        person = people[adjourned[i]]
        age = max(day - int64(person.filed), 1)
        turn[i] = draw_again(person, int64(person.hearings), court.closed) / age**court.closure_power
    rows = chosen(adjourned, stable_order(turn))
    end = whole_families(people, rows, min(int64(court.closures_due[0]), len(rows)))
    for i in range(len(rows)):
        person = people[rows[i]]
        if i < end:
            close_case(world, court, person, rows[i], day)
        else:
            ask_date(world, court, person, rows[i], int64(person.docket), day)


@rule
def newly_due(world: State, court: Court, day: int) -> float:
    """Closures that fall due today: a yearly number, or a net share of the pending cases [cases]."""
    if not court.is_net:
        return court.closures[day]
    pending = 0
    for place in range(PLACES):
        state = place * CASES + Case.PENDING
        for cell in range(state << STATE_SHIFT, (state + 1) << STATE_SHIFT):
            pending += world.counts[cell]
    return court.net_share * pending * court.share_of_year[day]


@rule
def close_case(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """Close a case without a decision."""
    court.closures_due[0] -= 1
    count(world, person, Flow.CLOSED, day)
    end_wait(world, person, Wait.DECISION, day, Cause.CLOSED)
    move(world, person, row, KEEP, Case.CLOSED, Docket.NONE)
