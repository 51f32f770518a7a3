"""Persons wait in line: by class, then by the day they joined, then by key; families stay together."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from sim.base.errors import InvariantError
from sim.world.columns import Ticket
from sim.world.families import whole_families
from sim.world.persons import MEMBER_BITS, Persons, Rows

Batch = tuple[int, Rows, NDArray[np.uint32]]
"""The day its members joined, their rows, and the ticket each held when joining."""
Batches = deque[Batch]
_NOBODY = np.empty(0, np.int64)
_MARGIN = 64
"""A batch is cut a little beyond what is needed, so that long lines are not read whole each day [rows]."""


class Line:
    """A queue that is served in the order of (class, day joined, person key), or newest day first."""

    def __init__(
        self, persons: Persons, classes: int = 1, *, ticket: Ticket = Ticket.SERVICE, newest_first: bool = False
    ) -> None:
        self._persons = persons
        self._ticket = ticket
        self._newest_first = newest_first
        self._batches: tuple[Batches, ...] = tuple(deque() for _ in range(classes))
        self.size = 0
        """Persons in line [persons]."""

    @property
    def _tickets(self) -> NDArray[np.uint32]:
        return self._persons.ticket[self._ticket]

    def join(self, rows: Rows, day: int, cls: int = 0) -> None:
        """Put persons at the end of their class; those who join on one day stand in the order of their keys."""
        if not len(rows):
            return
        rows = rows[np.argsort(self._persons.key[rows], kind="stable")]
        self._tickets[rows] += np.uint32(1)
        line = self._batches[cls]
        if self._newest_first:
            self._put_first(line, rows, day)
        else:
            self._put_last(line, rows, day)
        self.size += len(rows)

    def leave(self, rows: Rows) -> None:
        """Take persons out of the line who are in it and go another way."""
        self._tickets[rows] += np.uint32(1)
        self.size -= len(rows)

    def take(self, places: int, *, by_family: bool = False, classes: int | None = None) -> Rows:
        """Serve the first in line, as many as there are places for, and no family in part.

        Args:
            places: persons, or families if `by_family`, >= 0.
            by_family: count a family as one.
            classes: serve the first so many classes only; all if left out.
        """
        taken: list[Rows] = []
        for line in self._batches[:classes]:
            while line and places > 0:
                rows, used, whole = self._first(line, places, by_family=by_family)
                taken.append(rows)
                places -= used
                if not whole:
                    places = 0
        if not taken:
            return _NOBODY
        rows = taken[0] if len(taken) == 1 else np.concatenate(taken)
        self._tickets[rows] += np.uint32(1)
        self.size -= len(rows)
        return rows

    def members(self, cls: int) -> tuple[Rows, NDArray[np.int64]]:
        """Persons of a class in line in the order of service, and the day each joined; both of shape (n,)."""
        line = self._batches[cls]
        self._drop_stale(line)
        if not line:
            return _NOBODY, _NOBODY
        rows = np.concatenate([batch for _, batch, _ in line])
        tickets = np.concatenate([tickets for _, _, tickets in line])
        days = np.repeat([day for day, _, _ in line], [len(batch) for _, batch, _ in line])
        valid = self._tickets[rows] == tickets
        return rows[valid], days[valid]

    def oldest(self) -> int | None:
        """The day on which the person waiting longest joined; None if nobody waits."""
        days = []
        for line in self._batches:
            self._drop_stale(line)
            if line:
                days.append(min(day for day, _, _ in line) if self._newest_first else line[0][0])
        return min(days) if days else None

    def size_of(self, cls: int) -> int:
        """Persons of one class in line [persons]."""
        return sum(int(np.count_nonzero(self._tickets[rows] == tickets)) for _, rows, tickets in self._batches[cls])

    def empty(self) -> Rows:
        """Take everyone out of the line; return them in the order in which they would have been served."""
        rows = self.take(self.size)
        if self.size:
            raise InvariantError("lines: a line counts more persons than it holds")
        return rows

    def _put_last(self, line: Batches, rows: Rows, day: int) -> None:
        """Put a batch behind those of its day; those of later days, if there are any, stay behind it."""
        later, same_day = [], []
        while line and line[-1][0] > day:
            later.append(line.pop())
        while line and line[-1][0] == day:
            same_day.append(line.pop())
        rows = self._merged(rows, same_day)
        line.append((day, rows, self._tickets[rows]))
        line.extend(reversed(later))

    def _put_first(self, line: Batches, rows: Rows, day: int) -> None:
        """Put a batch in front of those of earlier days; those of later days, if there are any, stay in front of it."""
        later, same_day = [], []
        while line and line[0][0] > day:
            later.append(line.popleft())
        while line and line[0][0] == day:
            same_day.append(line.popleft())
        rows = self._merged(rows, same_day)
        line.appendleft((day, rows, self._tickets[rows]))
        line.extendleft(reversed(later))

    def _merged(self, rows: Rows, others: list[Batch]) -> Rows:
        if not others:
            return rows
        still = [batch[self._tickets[batch] == tickets] for _, batch, tickets in others]
        rows = np.concatenate([rows, *still])
        return rows[np.argsort(self._persons.key[rows], kind="stable")]

    def _drop_stale(self, line: Batches) -> None:
        while line:
            _, rows, tickets = line[0]
            if (self._tickets[rows] == tickets).any():
                return
            line.popleft()

    def _first(self, line: Batches, places: int, *, by_family: bool) -> tuple[Rows, int, bool]:
        """Take what fits from the first batch of a class; say how many places it used and whether all fitted."""
        day, rows, tickets = self._portion(line, places)
        heads = (self._persons.key[rows] & MEMBER_BITS) == 0
        used = np.cumsum(heads if by_family else np.ones(len(rows), np.int64))
        end = whole_families(heads, int(np.searchsorted(used, places, side="right")))
        if end < len(rows):
            line.appendleft((day, rows[end:], tickets[end:]))
        return rows[:end], int(used[end - 1]) if end else 0, end == len(rows)

    def _portion(self, line: Batches, places: int) -> Batch:
        """Cut from the first batch a portion a little longer than needed, whole families, and drop who has left."""
        day, rows, tickets = line.popleft()
        cut = 2 * places + _MARGIN
        if cut < len(rows):
            is_head = (self._persons.key[rows[cut : cut + _MARGIN]] & MEMBER_BITS) == 0
            cut = cut + int(np.argmax(is_head)) if is_head.any() else len(rows)
        if cut < len(rows):
            line.appendleft((day, rows[cut:], tickets[cut:]))
            rows, tickets = rows[:cut], tickets[:cut]
        valid = self._tickets[rows] == tickets
        return day, rows[valid], tickets[valid]
