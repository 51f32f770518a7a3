"""Queues of persons: served by the day they joined, then by key; families are served whole.

A person holds one ticket of each kind of queue. An entry whose ticket is void, because the person left in another way
than by being served, is passed over when its turn comes. The low bits of a ticket say the class of the queue.
"""

from dataclasses import dataclass

import numpy as np

from sim.base.codes import Code
from sim.engine.columns import Ticket
from sim.engine.compiled import Bundle, Ints, bundle, int64, rule
from sim.engine.draws import is_head
from sim.engine.ordering import chosen, key_order, part, stable_order
from sim.engine.person import People, Person

WAITING, END, FIRST, ORDERED = range(4)
"""Numbers of a queue: persons in it, entries, the first entry that was not served, entries that are in order."""
NUMBERS = 4
_CLASS_BITS = 2
_CLASS_MASK = (1 << _CLASS_BITS) - 1
_TICKETS = 0xFFFF
"""The last ticket; those after it begin anew."""
NOBODY = 1 << 40
"""A day that never comes, on which nobody joined [days]."""
_FIRST_ROOM = 16
"""Entries that a new queue has room for [entries]."""


@bundle
class Queue(Bundle):
    """Those of one class who wait, in order as far as somebody has looked."""

    turn: Ints
    """The day each joined, negative in a queue that is served newest first."""
    row: Ints
    ticket: Ints
    numbers: Ints
    kind: int
    """Code of Ticket."""
    cls: int
    is_newest_first: bool


class BedPriority(Code):
    """The order in which persons in hold are given adult beds."""

    HELD_BY_LAW = 0
    CLAIM = 1
    """With a claim of fear that has not been heard; may be put before a judge instead and released."""
    ARREST = 2
    """Arrested inside the country, section 236(a)."""
    NOTICE = 3
    """Served at the border or a port, section 236(a) or arriving."""


class ReleasePriority(Code):
    """The order in which persons in adult beds are released when a bed is wanted, the lowest priority first."""

    FEAR_FOUND = 0
    """With a positive finding of fear."""
    NOTICE = 1
    """Served at the border or a port."""
    ARREST = 2
    """Arrested inside the country, section 236(a)."""


class AppealPriority(Code):
    """The order in which the Board decides ripe appeals."""

    DETAINED = 0
    RELEASED = 1


def make_queue(numbers: Ints, *, cls: int = 0, ticket: Ticket = Ticket.SERVICE, newest_first: bool = False) -> Queue:
    """Make a queue with nobody in it.

    Args:
        numbers: its numbers, shape (NUMBERS,), for Python to look at.
        cls: which of the classes that share a kind of ticket it is.
        ticket: the kind of ticket.
        newest_first: serve the latest day first.
    """
    return Queue.of(
        turn=np.empty(_FIRST_ROOM, np.int64),
        row=np.empty(_FIRST_ROOM, np.int64),
        ticket=np.empty(_FIRST_ROOM, np.int64),
        numbers=numbers,
        kind=int(ticket),
        cls=cls,
        is_newest_first=newest_first,
    )


@dataclass(frozen=True)
class Queues:
    """A queue of several classes, which are served one after another."""

    queues: tuple[Queue, ...]
    numbers: tuple[Ints, ...]
    """The numbers of each class, each of shape (NUMBERS,)."""


def make_queues(classes: int = 1, *, ticket: Ticket = Ticket.SERVICE, newest_first: bool = False) -> Queues:
    """Make a queue of so many classes with nobody in it."""
    numbers = tuple(np.zeros(NUMBERS, np.int64) for _ in range(classes))
    queues = (make_queue(each, cls=cls, ticket=ticket, newest_first=newest_first) for cls, each in enumerate(numbers))
    return Queues(tuple(queues), numbers)


@rule
def join(people: People, queue: Queue, person: Person, row: int, day: int) -> None:
    """Put a person at the end of a queue; those who join on one day stand in the order of their keys."""
    if queue.numbers[END] == len(queue.row):
        _make_room(people, queue)
    end = queue.numbers[END]
    ticket = _next_ticket(person, queue.kind, queue.cls)
    queue.turn[end] = -day if queue.is_newest_first else day
    queue.row[end], queue.ticket[end] = row, ticket
    queue.numbers[WAITING] += 1
    queue.numbers[END] += 1


@rule
def leave(queues: tuple[Queue, ...], person: Person) -> None:
    """Take a person out of the queue of several classes in which it waits, to go another way."""
    kind = queues[0].kind
    queues[int64(person.ticket[kind]) & _CLASS_MASK].numbers[WAITING] -= 1
    _next_ticket(person, kind, 0)


@rule
def leave_only(queue: Queue, person: Person) -> None:
    """Take a person out of a queue of one class, to go another way."""
    queue.numbers[WAITING] -= 1
    _next_ticket(person, queue.kind, 0)


@rule
def serve(people: People, queue: Queue, places: int, by_family: bool) -> Ints:
    """Serve the first in a queue, as many persons or families as there are places, and no family in part."""
    _put_in_order(people, queue)
    rows, n = np.empty(entries(queue), np.int64), 0
    entry, end = queue.numbers[FIRST], queue.numbers[END]
    head, before_family, left = entry, 0, places
    while entry < end:
        row = queue.row[entry]
        if people[row].ticket[queue.kind] == queue.ticket[entry]:
            if is_head(people[row]) or entry == head or queue.turn[entry] != queue.turn[head]:
                if left <= 0:
                    break
                head, before_family = entry, n
                left -= by_family
            if not by_family:
                left -= 1
            if left < 0:
                n, entry = before_family, head
                break
            rows[n] = row
            n += 1
        entry += 1
    queue.numbers[FIRST] = entry
    queue.numbers[WAITING] -= n
    for i in range(n):
        _next_ticket(people[rows[i]], queue.kind, 0)
    return part(rows, 0, n)


@rule
def serve_all(people: People, queue: Queue) -> Ints:
    """Take everybody out of a queue, in no order that may matter."""
    rows, n = np.empty(entries(queue), np.int64), 0
    for entry in range(queue.numbers[FIRST], queue.numbers[END]):
        row = queue.row[entry]
        if people[row].ticket[queue.kind] == queue.ticket[entry]:
            _next_ticket(people[row], queue.kind, 0)
            rows[n] = row
            n += 1
    for number in range(NUMBERS):
        queue.numbers[number] = 0
    return part(rows, 0, n)


@rule
def waiting(people: People, queue: Queue) -> tuple[Ints, Ints]:
    """Those in a queue in the order of service, and the day each joined; both of shape (n,)."""
    _put_in_order(people, queue)
    rows, days, n = np.empty(entries(queue), np.int64), np.empty(entries(queue), np.int64), 0
    for entry in range(queue.numbers[FIRST], queue.numbers[END]):
        row = queue.row[entry]
        if people[row].ticket[queue.kind] == queue.ticket[entry]:
            rows[n], days[n] = row, -queue.turn[entry] if queue.is_newest_first else queue.turn[entry]
            n += 1
    return part(rows, 0, n), part(days, 0, n)


@rule
def entries(queue: Queue) -> int:
    """Entries that were not served, those of persons who went another way included [entries]."""
    return queue.numbers[END] - queue.numbers[FIRST]


@rule
def count_waiting(people: People, queue: Queue) -> int:
    """Persons in a queue, counted one by one; one who joined another queue of the kind meanwhile is in it no longer."""
    n = 0
    for entry in range(queue.numbers[FIRST], queue.numbers[END]):
        n += people[queue.row[entry]].ticket[queue.kind] == queue.ticket[entry]
    return n


@rule
def first_day(people: People, queue: Queue) -> int:
    """The earliest day on which anybody joined who waits in a queue served oldest first; NOBODY if none does."""
    _put_in_order(people, queue)
    entry, end = queue.numbers[FIRST], queue.numbers[END]
    while entry < end and people[queue.row[entry]].ticket[queue.kind] != queue.ticket[entry]:
        entry += 1
    queue.numbers[FIRST] = entry
    return queue.turn[entry] if entry < end else NOBODY


@rule
def _next_ticket(person: Person, kind: int, cls: int) -> int:
    """Make the ticket of a person void by giving out the next."""
    ticket = (((int64(person.ticket[kind]) >> _CLASS_BITS) + 1) << _CLASS_BITS | cls) & _TICKETS
    person.ticket[kind] = ticket
    return ticket


@rule
def _make_room(people: People, queue: Queue) -> None:
    """Throw out who was served or left; where few did, take twice the room."""
    turn, row, ticket = queue.turn, queue.row, queue.ticket
    room = len(row) if 2 * count_waiting(people, queue) < len(row) else 2 * len(row)
    queue.turn, queue.row, queue.ticket = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room, np.int64)
    n, ordered = 0, 0
    for entry in range(queue.numbers[FIRST], queue.numbers[END]):
        if entry == queue.numbers[ORDERED]:
            ordered = n
        if people[row[entry]].ticket[queue.kind] == ticket[entry]:
            queue.turn[n], queue.row[n], queue.ticket[n] = turn[entry], row[entry], ticket[entry]
            n += 1
    queue.numbers[ORDERED] = n if queue.numbers[ORDERED] == queue.numbers[END] else ordered
    queue.numbers[END], queue.numbers[FIRST] = n, 0


@rule
def _put_in_order(people: People, queue: Queue) -> None:
    """Put those who joined since the last look in order; most often they stand behind everybody else."""
    start, end = queue.numbers[ORDERED], queue.numbers[END]
    if start == end:
        return
    earliest = latest = queue.turn[start]
    for entry in range(start, end):
        earliest, latest = min(earliest, queue.turn[entry]), max(latest, queue.turn[entry])
    while start > queue.numbers[FIRST] and queue.turn[start - 1] >= earliest:
        start -= 1
        latest = max(latest, queue.turn[start])
    rows, turns, tickets = part(queue.row, start, end), part(queue.turn, start, end), part(queue.ticket, start, end)
    order = key_order(people, rows)
    if earliest != latest:
        order = chosen(order, stable_order(chosen(turns, order)))
    for i in range(end - start):
        queue.turn[start + i] = turns[order[i]]
        queue.row[start + i] = rows[order[i]]
        queue.ticket[start + i] = tickets[order[i]]
    queue.numbers[ORDERED] = end
