"""Persons have appointments on days to come; a cancelled one is noticed when its day arrives."""

import numpy as np
from numpy.typing import NDArray

from sim.world.columns import NEVER, Appointment
from sim.world.persons import Persons, Rows

_NOBODY = np.empty(0, np.int64)


class Calendar:
    """One kind of appointment, by day; the due day of each person is the truth, the buckets an index."""

    def __init__(self, persons: Persons, kind: Appointment) -> None:
        self._persons = persons
        self._kind = kind
        self._buckets: dict[int, list[Rows]] = {}

    def book(self, rows: Rows, days: NDArray[np.int32] | int) -> None:
        """Give each person an appointment of this kind, in place of any earlier one.

        Args:
            rows: shape (n,).
            days: the day of each, shape (n,) or one day for all.
        """
        if not len(rows):
            return
        if isinstance(days, int):
            self._persons.due[self._kind][rows] = days
            self._buckets.setdefault(days, []).append(rows)
            return
        self._persons.due[self._kind][rows] = days
        order = np.argsort(days, kind="stable")
        sorted_days, sorted_rows = days[order], rows[order]
        ends = [*(np.flatnonzero(sorted_days[1:] != sorted_days[:-1]) + 1).tolist(), len(rows)]
        first = 0
        for end in ends:
            self._buckets.setdefault(int(sorted_days[first]), []).append(sorted_rows[first:end])
            first = end

    def cancel(self, rows: Rows) -> None:
        """Strike the appointments of these persons, where they have one."""
        self._persons.due[self._kind][rows] = NEVER

    def take(self, day: int) -> Rows:
        """Return those whose appointment is on this day, in the order of their keys, and strike it."""
        batches = self._buckets.pop(day, None)
        if batches is None:
            return _NOBODY
        rows = batches[0] if len(batches) == 1 else np.concatenate(batches)
        due = self._persons.due[self._kind]
        rows = rows[due[rows] == day]
        if not len(rows):
            return _NOBODY
        order = np.argsort(self._persons.key[rows], kind="stable")
        rows = rows[order]
        keys = self._persons.key[rows]
        rows = rows[np.concatenate(([True], keys[1:] != keys[:-1]))]
        due[rows] = NEVER
        return rows

    def overdue(self, day: int) -> bool:
        """Say whether an earlier day still has a bucket, which would mean that it was never taken."""
        return any(bucket < day for bucket in self._buckets)
