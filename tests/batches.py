"""What tests do to many persons at once, by the verbs and queues that rules use."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import CLASSES
from sim.engine.columns import Event
from sim.engine.compiled import Ints, as_rules_see, int64, rule
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.draws import FAMILY, MEMBER
from sim.engine.event_calendar import cancel, due, schedule
from sim.engine.numbers import KEEP
from sim.engine.person import People
from sim.engine.persons import Persons as Table
from sim.engine.queues import (
    NOBODY,
    WAITING,
    Queue,
    Queues,
    count_waiting,
    entries,
    first_day,
    join,
    leave,
    serve,
    waiting,
)
from sim.engine.state import State, Store
from sim.engine.verbs import ForbiddenError, begin_wait, enter
from sim.engine.verbs import move as move_one
from sim.engine.vocabulary import Wait

Rows = NDArray[np.int64]
_ROOM = 1 << 16
NOBODY_AT_ALL = np.empty(0, np.int64)


@dataclass(frozen=True)
class Newcomers:
    """Persons about to be entered into the table; every array has shape (n,)."""

    key: NDArray[np.uint64]
    nationality: NDArray[np.uint8]
    kind: NDArray[np.uint8]
    source: NDArray[np.uint8]
    has_prior_order: NDArray[np.bool_]


class Persons(Table):
    """The table of persons, moved by batches."""

    def __init__(self, store: Store | None = None) -> None:
        self.store = store or Store(_ROOM)
        super().__init__(self.store)

    @property
    def state(self) -> State:
        """The world as rules see it."""
        return self.store.state

    @property
    def people(self) -> People:
        """The persons as rules see them."""
        return as_rules_see(self.store.people)

    def admit(self, new: Newcomers) -> Rows:
        """Enter persons who are abroad and have no case; return their rows, in the order given."""
        first = self.reserve(len(new.key))
        group = new.nationality.astype(np.int64) * CLASSES + new.kind
        _enter_all(self.state, first, new.key, new.source.astype(np.int64), group)
        self.has_prior_order[first : self.size] = new.has_prior_order
        return np.arange(first, self.size, dtype=np.int64)

    def move(
        self, rows: Rows, *, place: Place | None = None, case: Case | None = None, docket: Docket | None = None
    ) -> None:
        """Move a batch.

        Raises:
            InvariantError: if a person may not go there from where it is.
        """
        to = [KEEP if there is None else int(there) for there in (place, case, docket)]
        try:
            _move_all(self.state, rows.astype(np.int64), *to)
        except ForbiddenError:
            raise self.forbidden() from None

    def is_head(self, rows: Rows) -> NDArray[np.bool_]:
        """Say who is the first member of a family, or alone, shape (n,)."""
        return (self.key[rows] & MEMBER) == 0

    def family(self, rows: Rows) -> NDArray[np.uint64]:
        """The keys by which decisions are drawn: the members of a family share theirs, shape (n,)."""
        return self.key[rows] & FAMILY

    def begin(self, wait: Wait, rows: Rows, day: int) -> None:
        """Let a wait begin for each of these persons."""
        _begin_all(self.state, rows, int(wait), day)


class Calendar:
    """One kind of event for which persons are scheduled."""

    def __init__(self, persons: Table, kind: Event) -> None:
        self._store, self._kind = persons._store, int(kind)

    def book(self, rows: Rows, days: NDArray[np.integer] | int) -> None:
        """Schedule each person for an event, on a day of its own or one day for all, in place of any earlier one."""
        each = np.full(len(rows), days, np.int64) if isinstance(days, int) else days.astype(np.int64)
        _schedule_all(self._store.state, rows.astype(np.int64), self._kind, each)

    def cancel(self, rows: Rows) -> None:
        """Cancel the events of these persons, where they are scheduled for one."""
        _cancel_all(self._store.state, rows.astype(np.int64), self._kind)

    def take(self, day: int) -> Rows:
        """Those who are due on a day, in no order that may matter; they are no longer."""
        return due(self._store.state, self._kind, day)


class Line:
    """A queue that is served in the order of (class, day joined, person key), or newest day first."""

    def __init__(self, persons: Table, queues: Queues) -> None:
        self._store = persons._store
        self.queues, self._numbers = queues.queues, queues.numbers

    @property
    def _people(self) -> People:
        return as_rules_see(self._store.people)

    @property
    def size(self) -> int:
        """Persons in line [persons]."""
        return sum(int(numbers[WAITING]) for numbers in self._numbers)

    def size_of(self, cls: int) -> int:
        """Persons of one class in line [persons]."""
        return count_waiting(self._people, self.queues[cls])

    def join(self, rows: Rows, day: int, cls: int = 0) -> None:
        """Put persons at the end of their class; those who join on one day stand in the order of their keys."""
        _join_all(self._people, self.queues[cls], rows, day)

    def leave(self, rows: Rows) -> None:
        """Take persons out of the line who are in it and go another way."""
        _leave_all(self._people, self.queues, rows)

    def take(self, places: int, *, by_family: bool = False) -> Rows:
        """Serve the first in line, as many as there are places for, and no family in part."""
        taken: list[Rows] = [NOBODY_AT_ALL]
        for cls, queue in enumerate(self.queues):
            if places > 0 and self._numbers[cls][WAITING]:
                rows = serve(self._people, queue, places, by_family)
                taken.append(rows)
                places -= int(Persons(self._store).is_head(rows).sum()) if by_family else len(rows)
                if entries(queue):
                    break
        return np.concatenate(taken)

    def members(self, cls: int) -> tuple[Rows, NDArray[np.int64]]:
        """Persons of a class in line in the order of service, and the day each joined; both of shape (n,)."""
        return waiting(self._people, self.queues[cls])

    def oldest(self) -> int | None:
        """The day on which the person waiting longest joined; None if nobody waits."""
        first = min(first_day(self._people, queue) for queue in self.queues)
        return first if first < NOBODY else None

    def empty(self) -> Rows:
        """Take everyone out of the line; return them in the order in which they would have been served."""
        return self.take(self.size)


def line(store: Store, name: str, which: int = 0) -> Line:
    """One of the queues of a world, by its name in the state; dockets and routes have several."""
    return Line(Table(store), store.queues[name][which])


@rule
def _enter_all(world: State, first: int, keys: NDArray[np.uint64], sources: Ints, groups: Ints) -> None:
    for i in range(len(keys)):
        enter(world, world.people[first + i], first + i, keys[i], sources[i], groups[i])


@rule
def _move_all(world: State, rows: Ints, place: int, case: int, docket: int) -> None:
    for row in rows:
        move_one(world, world.people[row], row, place, case, docket)


@rule
def _schedule_all(world: State, rows: Ints, kind: int, days: Ints) -> None:
    for i in range(len(rows)):
        schedule(world, world.people[rows[i]], rows[i], kind, int64(days[i]))


@rule
def _cancel_all(world: State, rows: Ints, kind: int) -> None:
    for row in rows:
        cancel(world.people[row], kind)


@rule
def _begin_all(world: State, rows: Ints, wait: int, day: int) -> None:
    for row in rows:
        begin_wait(world, world.people[row], wait, day)


@rule
def _join_all(people: People, queue: Queue, rows: Ints, day: int) -> None:
    for row in rows:
        join(people, queue, people[row], row, day)


@rule
def _leave_all(people: People, queues: tuple[Queue, ...], rows: Ints) -> None:
    for row in rows:
        leave(queues, people[row])
