"""The hearings to come, by docket and day, with the earliest day on which any of a list could be heard."""

import numpy as np

from sim.engine.compiled import Ints, int64, rule
from sim.engine.event_calendar import free_block, length, listed
from sim.engine.numbers import LAST_DAY, NEVER, Event
from sim.engine.ordering import by_key, part
from sim.engine.person import Person
from sim.engine.state import FIRST_ROW as _FIRST
from sim.engine.state import State


@rule
def book_hearing(world: State, person: Person, row: int, docket: int, day: int) -> None:
    """Book a hearing of a person on a docket without a date."""
    person.due[Event.HEARING] = day
    world.booked[docket, day] += 1
    world.earliest_ready[docket, day] = min(world.earliest_ready[docket, day], person.ready)
    world.hearings[docket, day] = listed(world, int64(world.hearings[docket, day]), row)


@rule
def strike_hearing(world: State, person: Person, docket: int) -> None:
    """Strike the hearing of a person who is booked."""
    world.booked[docket, person.due[Event.HEARING]] -= 1
    person.due[Event.HEARING] = NEVER


@rule
def booked_on(world: State, docket: int, day: int, ready: int) -> Ints:
    """Those booked on a docket for a day who could be heard by another day, in the order of their keys."""
    people, blocks, block = world.people, world.blocks, int64(world.hearings[docket, day])
    rows, n, earliest = np.empty(length(world, block), np.int64), 0, LAST_DAY
    while block >= 0:
        for i in range(_FIRST, _FIRST + blocks[block, 0]):
            person = people[blocks[block, i]]
            if person.due[Event.HEARING] == day and person.docket == docket:
                earliest = min(earliest, person.ready)
                if person.ready <= ready:
                    rows[n] = blocks[block, i]
                    n += 1
                    person.due[Event.HEARING] = NEVER  # so that nobody is listed twice
        block = int64(blocks[block, 1])
    world.earliest_ready[docket, day] = earliest
    for i in range(n):
        people[rows[i]].due[Event.HEARING] = day
    return by_key(people, part(rows, 0, n))


@rule
def ready_on(world: State, docket: int, later: int, day: int) -> Ints:
    """Those booked for a later day who could be heard on this one, in the order of their keys."""
    if world.booked[docket, later] == 0 or world.earliest_ready[docket, later] > day:
        return np.empty(0, np.int64)
    return booked_on(world, docket, later, day)


@rule
def call_hearings(world: State, docket: int, day: int) -> Ints:
    """Take out everybody booked for a day, in the order of their keys."""
    rows, block = booked_on(world, docket, day, LAST_DAY), int64(world.hearings[docket, day])
    for row in rows:
        strike_hearing(world, world.people[row], docket)
    while block >= 0:
        block = free_block(world, block)
    world.hearings[docket, day] = -1
    return rows
