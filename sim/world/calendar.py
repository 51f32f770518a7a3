"""Persons have appointments on days to come; a cancelled one is noticed when its day arrives."""

import numpy as np
from numpy.typing import NDArray

from sim.world.columns import LAST_DAY, NEVER, Appointment
from sim.world.persons import Persons, Rows

_NOBODY = np.empty(0, np.int64)
_BLOCK_BITS = 5
"""Days ahead are parted by day in blocks of 32 days, when their block begins; parting them at booking cost a tenth
of a national run."""


class Calendar:
    """One kind of appointment; the due day of each person is the truth, the lists of rows an index."""

    def __init__(self, persons: Persons, kind: Appointment) -> None:
        self._persons = persons
        self._kind = kind
        self._new: list[Rows] = []
        """Booked since the last look."""
        self._far: list[Rows] = []
        """Booked for blocks to come."""
        self._buckets: dict[int, list[Rows]] = {}
        """Booked for days of this block."""
        self._block = -1
        """The block that is parted by day; days before it have been taken."""

    @property
    def _due(self) -> NDArray[np.int16]:
        return self._persons.due[self._kind]

    def book(self, rows: Rows, days: NDArray[np.int32] | int) -> None:
        """Give each person an appointment of this kind, in place of any earlier one.

        Args:
            rows: shape (n,).
            days: the day of each, shape (n,) or one day for all, not before the day last taken.
        """
        if len(rows):
            self._due[rows] = np.minimum(days, LAST_DAY)
            self._new.append(rows)

    def cancel(self, rows: Rows) -> None:
        """Strike the appointments of these persons, where they have one."""
        if len(rows):
            self._due[rows] = NEVER

    def take(self, day: int) -> Rows:
        """Return those whose appointment is on this day, in no order that may matter, and strike it."""
        self._look(day >> _BLOCK_BITS)
        batches = self._buckets.pop(day, None)
        if batches is None:
            return _NOBODY
        rows = batches[0] if len(batches) == 1 else np.concatenate(batches)
        due = self._due
        rows = rows[due[rows] == day]
        if not len(rows):
            return _NOBODY
        rows = self._persons.distinct(rows)
        due[rows] = NEVER
        return rows

    def overdue(self, day: int) -> bool:
        """Say whether an earlier day still has somebody who was never taken."""
        due = self._due[: self._persons.size]
        return bool(((due != NEVER) & (due < day)).any())

    def _look(self, block: int) -> None:
        """Put what was booked since the last look where it belongs; at the turn of a block, look at everything."""
        waiting = self._new
        if block != self._block:
            self._block = block
            self._buckets.clear()
            waiting, self._far = self._far + waiting, []
        if not waiting:
            return
        self._new = []
        rows = waiting[0] if len(waiting) == 1 else np.concatenate(waiting)
        days = self._due[rows]
        blocks = days >> _BLOCK_BITS
        later = rows[blocks > block]
        if len(later):
            self._far.append(later)
        now = blocks == block
        for day, members in parted(days[now], rows[now]):
            self._buckets.setdefault(day, []).append(members)


def parted(days: NDArray[np.integer], rows: Rows) -> list[tuple[int, Rows]]:
    """Part rows by day, in its order; 16-bit numbers are sorted by radix.

    Args:
        days: shape (n,).
        rows: shape (n,).
    """
    if not len(rows):
        return []
    order = days.argsort(kind="stable")
    days, rows = days[order], rows[order]
    ends = [*(np.flatnonzero(days[1:] != days[:-1]) + 1).tolist(), len(rows)]
    starts = [0, *ends[:-1]]
    return [(int(days[first]), rows[first:end]) for first, end in zip(starts, ends, strict=True)]
