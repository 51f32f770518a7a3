"""The queues of the world for stations that speak of batches."""

import numpy as np
from numpy.typing import NDArray

from sim.base.errors import InvariantError
from sim.engine.compiled import Ints, rule
from sim.world.person import People
from sim.world.persons import Persons, Rows
from sim.world.queues import (
    END,
    FIRST,
    NOBODY,
    WAITING,
    Queue,
    Queues,
    count_waiting,
    first_day,
    join,
    leave,
    serve,
    waiting,
)

_NOBODY = np.empty(0, np.int64)


class Line:
    """A queue that is served in the order of (class, day joined, person key), or newest day first."""

    def __init__(self, persons: Persons, queues: Queues) -> None:
        self._persons = persons
        self.queues, self._numbers = queues.queues, queues.numbers

    @property
    def size(self) -> int:
        """Persons in line [persons]."""
        return sum(int(numbers[WAITING]) for numbers in self._numbers)

    def size_of(self, cls: int) -> int:
        """Persons of one class in line [persons]."""
        return count_waiting(self._persons.people, self.queues[cls])

    def join(self, rows: Rows, day: int, cls: int = 0) -> None:
        """Put persons at the end of their class; those who join on one day stand in the order of their keys."""
        if len(rows):
            _join_all(self._persons.people, self.queues[cls], rows, day)

    def leave(self, rows: Rows) -> None:
        """Take persons out of the line who are in it and go another way."""
        if len(rows):
            _leave_all(self._persons.people, self.queues, rows)

    def take(self, places: int, *, by_family: bool = False, classes: int | None = None) -> Rows:
        """Serve the first in line, as many as there are places for, and no family in part.

        Args:
            places: persons, or families if `by_family`, >= 0.
            by_family: count a family as one.
            classes: serve the first so many classes only; all if left out.
        """
        taken: list[Rows] = []
        for cls, queue in enumerate(self.queues[:classes]):
            if places > 0 and self._numbers[cls][WAITING]:
                rows = serve(self._persons.people, queue, int(places), by_family)
                taken.append(rows)
                places -= int(self._persons.is_head(rows).sum()) if by_family else len(rows)
                if self._numbers[cls][FIRST] < self._numbers[cls][END]:
                    break
        if not taken:
            return _NOBODY
        return taken[0] if len(taken) == 1 else np.concatenate(taken)

    def members(self, cls: int) -> tuple[Rows, NDArray[np.int64]]:
        """Persons of a class in line in the order of service, and the day each joined; both of shape (n,)."""
        if not self._numbers[cls][WAITING]:
            return _NOBODY, _NOBODY
        return waiting(self._persons.people, self.queues[cls])

    def oldest(self) -> int | None:
        """The day on which the person waiting longest joined; None if nobody waits."""
        waited = [queue for cls, queue in enumerate(self.queues) if self._numbers[cls][WAITING]]
        first = min((first_day(self._persons.people, queue) for queue in waited), default=NOBODY)
        return first if first < NOBODY else None

    def empty(self) -> Rows:
        """Take everyone out of the line; return them in the order in which they would have been served."""
        rows = self.take(self.size)
        if self.size:
            raise InvariantError("lines: a line counts more persons than it holds")
        return rows


@rule
def _join_all(people: People, queue: Queue, rows: Ints, day: int) -> None:
    for row in rows:
        join(people, queue, people[row], row, day)


@rule
def _leave_all(people: People, queues: tuple[Queue, ...], rows: Ints) -> None:
    for row in rows:
        leave(queues, people[row])
