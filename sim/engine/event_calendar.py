"""Event calendar: persons are scheduled for days to come, for hearings in a book, for others by kind of event.

The due day in the person is the truth. Each day and kind of event, or book, has a list of rows in blocks, in no
order that may matter; an entry whose person is due on another day by now, or no longer, is passed over. A list of
hearings knows the earliest day on which any of its persons could be heard.
"""

import numpy as np

from sim.engine.compiled import Ints, int64, rule
from sim.engine.diagrams import DOCKETS
from sim.engine.numbers import LAST_DAY, NEVER, Event
from sim.engine.ordering import by_key, part
from sim.engine.person import Person
from sim.engine.state import BLOCK_ROOM as _ROOM
from sim.engine.state import FIRST_ROW as _FIRST
from sim.engine.state import FREE_BLOCK, State


@rule
def schedule(world: State, person: Person, row: int, kind: int, day: int) -> None:
    """Schedule a person for an event, in place of any earlier one of the kind; days beyond the last are as the last."""
    day = min(day, LAST_DAY)
    person.due[kind] = day
    if day < world.events.shape[1]:
        world.events[kind, day] = listed(world, int64(world.events[kind, day]), row)


@rule
def cancel(person: Person, kind: int) -> None:
    """Cancel an event, if the person is scheduled for one."""
    person.due[kind] = NEVER


@rule
def due(world: State, kind: int, day: int) -> Ints:
    """Those who are due on a day, in no order that may matter; they are no longer."""
    block, people, blocks, n = int64(world.events[kind, day]), world.people, world.blocks, 0
    rows = np.empty(length(world, block), np.int64)
    world.events[kind, day] = -1
    while block >= 0:
        for i in range(_FIRST, _FIRST + blocks[block, 0]):
            person = people[blocks[block, i]]
            if person.due[kind] == day:
                person.due[kind] = NEVER
                rows[n] = blocks[block, i]
                n += 1
        block = free_block(world, block)
    return part(rows, 0, n)


@rule
def listed(world: State, block: int, row: int) -> int:
    """Write a row in the first block of a list, or in a new one in front of it; the first block."""
    if block < 0 or world.blocks[block, 0] == _ROOM:
        fresh = world.numbers[FREE_BLOCK]
        if fresh < 0:
            fresh = _grow_blocks(world)
        world.numbers[FREE_BLOCK] = world.blocks[fresh, 1]
        world.blocks[fresh, 0], world.blocks[fresh, 1] = 0, block
        block = fresh
    world.blocks[block, _FIRST + world.blocks[block, 0]] = row
    world.blocks[block, 0] += 1
    return block


@rule
def length(world: State, block: int) -> int:
    """Rows in a list at most [rows]."""
    n = 0
    while block >= 0:
        n += world.blocks[block, 0]
        block = int64(world.blocks[block, 1])
    return n


@rule
def free_block(world: State, block: int) -> int:
    """Let a block be free; the one that followed it."""
    following = int64(world.blocks[block, 1])
    world.blocks[block, 1] = world.numbers[FREE_BLOCK]
    world.numbers[FREE_BLOCK] = block
    return following


@rule
def _grow_blocks(world: State) -> int:
    """Take twice the room for blocks; the first free one."""
    before, size = world.blocks, len(world.blocks)
    world.blocks = np.empty((2 * size, before.shape[1]), np.int32)
    for block in range(size):
        for i in range(before.shape[1]):
            world.blocks[block, i] = before[block, i]
    for block in range(size, 2 * size):
        world.blocks[block, 1] = block + 1
    world.blocks[2 * size - 1, 1] = -1
    return size


@rule
def book_of(person: Person) -> int:
    """The book in which the next hearing of a person stands: of its docket, for masters or for merits hearings."""
    return int64(person.docket) + DOCKETS * int64(person.is_for_merits)


@rule
def book_hearing(world: State, person: Person, row: int, day: int) -> None:
    """Book a hearing of a person who has no date."""
    book = book_of(person)
    person.due[Event.HEARING] = day
    world.booked[book, day] += 1
    world.earliest_ready[book, day] = min(world.earliest_ready[book, day], person.ready)
    world.hearings[book, day] = listed(world, int64(world.hearings[book, day]), row)


@rule
def strike_hearing(world: State, person: Person) -> None:
    """Strike the hearing of a person who is booked."""
    world.booked[book_of(person), person.due[Event.HEARING]] -= 1
    person.due[Event.HEARING] = NEVER


@rule
def booked_on(world: State, book: int, day: int, ready: int) -> Ints:
    """Those booked in a book for a day who could be heard by another day, in the order of their keys."""
    people, blocks, block = world.people, world.blocks, int64(world.hearings[book, day])
    rows, n, earliest = np.empty(length(world, block), np.int64), 0, LAST_DAY
    while block >= 0:
        for i in range(_FIRST, _FIRST + blocks[block, 0]):
            person = people[blocks[block, i]]
            if person.due[Event.HEARING] == day and book_of(person) == book:
                earliest = min(earliest, person.ready)
                if person.ready <= ready:
                    rows[n] = blocks[block, i]
                    n += 1
                    person.due[Event.HEARING] = NEVER  # so that nobody is listed twice
        block = int64(blocks[block, 1])
    world.earliest_ready[book, day] = earliest
    for i in range(n):
        people[rows[i]].due[Event.HEARING] = day
    return by_key(people, part(rows, 0, n))


@rule
def ready_on(world: State, book: int, later: int, day: int) -> Ints:
    """Those booked for a later day who could be heard on this one, in the order of their keys."""
    if world.booked[book, later] == 0 or world.earliest_ready[book, later] > day:
        return np.empty(0, np.int64)
    return booked_on(world, book, later, day)


@rule
def call_hearings(world: State, book: int, day: int) -> Ints:
    """Take out everybody booked for a day, in the order of their keys."""
    rows, block = booked_on(world, book, day, LAST_DAY), int64(world.hearings[book, day])
    for row in rows:
        strike_hearing(world, world.people[row])
    while block >= 0:
        block = free_block(world, block)
    world.hearings[book, day] = -1
    return rows
