"""Persons wait in line: by class, then by the day they joined, then by key; families stay together."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from sim.base.errors import InvariantError
from sim.world.columns import Ticket
from sim.world.families import whole_families
from sim.world.persons import MEMBER_BITS, Persons, Rows

Tickets = NDArray[np.uint32]
Batch = tuple[int, Rows, Tickets]
"""The day its members joined, their rows, and the ticket each held when joining."""
Batches = deque[Batch]
_NOBODY = np.empty(0, np.int64)
_ONE = np.uint32(1)
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
        self._new: tuple[list[Batch], ...] = tuple([] for _ in range(classes))
        """Those who joined since somebody last looked, not yet put in order."""
        self.size = 0
        """Persons in line [persons]."""

    @property
    def _tickets(self) -> NDArray[np.uint32]:
        return self._persons.ticket[self._ticket]

    def join(self, rows: Rows, day: int, cls: int = 0) -> None:
        """Put persons at the end of their class; those who join on one day stand in the order of their keys."""
        if not len(rows):
            return
        tickets = self._tickets[rows] + _ONE
        self._tickets[rows] = tickets
        self._new[cls].append((day, rows, tickets))
        self.size += len(rows)

    def leave(self, rows: Rows) -> None:
        """Take persons out of the line who are in it and go another way."""
        self._tickets[rows] += _ONE
        self.size -= len(rows)

    def take(self, places: int, *, by_family: bool = False, classes: int | None = None) -> Rows:
        """Serve the first in line, as many as there are places for, and no family in part.

        Args:
            places: persons, or families if `by_family`, >= 0.
            by_family: count a family as one.
            classes: serve the first so many classes only; all if left out.
        """
        taken: list[Rows] = []
        for cls in range(len(self._batches[:classes])):
            line = self._line(cls)
            while line and places > 0:
                rows, used, whole = self._first(line, places, by_family=by_family)
                taken.append(rows)
                places -= used
                if not whole:
                    places = 0
        if not taken:
            return _NOBODY
        rows = taken[0] if len(taken) == 1 else np.concatenate(taken)
        self._tickets[rows] += _ONE
        self.size -= len(rows)
        return rows

    def members(self, cls: int) -> tuple[Rows, NDArray[np.int64]]:
        """Persons of a class in line in the order of service, and the day each joined; both of shape (n,)."""
        line = self._line(cls)
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
        for cls in range(len(self._batches)):
            line = self._line(cls)
            self._drop_stale(line)
            if line:
                days.append(min(day for day, _, _ in line) if self._newest_first else line[0][0])
        return min(days) if days else None

    def size_of(self, cls: int) -> int:
        """Persons of one class in line [persons]."""
        return sum(int(np.count_nonzero(self._tickets[rows] == tickets)) for _, rows, tickets in self._line(cls))

    def empty(self) -> Rows:
        """Take everyone out of the line; return them in the order in which they would have been served."""
        rows = self.take(self.size)
        if self.size:
            raise InvariantError("lines: a line counts more persons than it holds")
        return rows

    def _line(self, cls: int) -> Batches:
        """The batches of a class in the order of service, those who joined since the last look put in their place."""
        line, new = self._batches[cls], self._new[cls]
        if new:
            by_day: dict[int, list[Batch]] = {}
            for batch in new:
                by_day.setdefault(batch[0], []).append(batch)
            new.clear()
            for day in sorted(by_day):
                if self._newest_first:
                    self._put_first(line, day, by_day[day])
                else:
                    self._put_last(line, day, by_day[day])
        return line

    def _put_last(self, line: Batches, day: int, batches: list[Batch]) -> None:
        """Put those of a day behind others of their day; those of later days, if there are any, stay behind them."""
        later = []
        while line and line[-1][0] > day:
            later.append(line.pop())
        while line and line[-1][0] == day:
            batches.append(line.pop())
        line.append((day, *self._merged(batches)))
        line.extend(reversed(later))

    def _put_first(self, line: Batches, day: int, batches: list[Batch]) -> None:
        """Put those of a day in front of earlier days; those of later days, if there are any, stay in front of them."""
        later = []
        while line and line[0][0] > day:
            later.append(line.popleft())
        while line and line[0][0] == day:
            batches.append(line.popleft())
        line.appendleft((day, *self._merged(batches)))
        line.extendleft(reversed(later))

    def _merged(self, batches: list[Batch]) -> tuple[Rows, Tickets]:
        """Those of some batches who are still in line, in the order of their keys, and their tickets."""
        rows, tickets = batches[0][1:]
        if len(batches) > 1:
            rows = np.concatenate([rows for _, rows, _ in batches])
            tickets = np.concatenate([tickets for _, _, tickets in batches])
        valid = self._tickets[rows] == tickets
        rows, tickets = rows[valid], tickets[valid]
        order = self._persons.key[rows].argsort()
        return rows[order], tickets[order]

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
        families = heads.cumsum() if by_family else None
        fitting = min(places, len(rows)) if families is None else int(families.searchsorted(places, side="right"))
        end = whole_families(heads, fitting)
        used = end if families is None or not end else int(families[end - 1])
        if end < len(rows):
            line.appendleft((day, rows[end:], tickets[end:]))
        return rows[:end], used, end == len(rows)

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
