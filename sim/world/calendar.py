"""Persons have appointments on days to come; a cancelled one is noticed when its day arrives."""

import numpy as np
from numpy.typing import NDArray

from sim.world.columns import LAST_DAY, NEVER, Appointment
from sim.world.persons import Persons, Rows

_NOBODY = np.empty(0, np.int64)
_BLOCK_BITS = 5
"""Days ahead are kept in blocks of 32 days and parted by day when their block begins; parting them at booking cost
a tenth of a national run."""


class Calendar:
    """One kind of appointment; the due day of each person is the truth, the blocks and buckets an index."""

    def __init__(self, persons: Persons, kind: Appointment) -> None:
        self._persons = persons
        self._kind = kind
        self._blocks: dict[int, list[Rows]] = {}
        self._buckets: dict[int, list[Rows]] = {}
        self._open = -1
        """The block that is parted by day; days before it have been taken."""

    def book(self, rows: Rows, days: NDArray[np.int32] | int) -> None:
        """Give each person an appointment of this kind, in place of any earlier one.

        Args:
            rows: shape (n,).
            days: the day of each, shape (n,) or one day for all, not before the day last taken.
        """
        if not len(rows):
            return
        if isinstance(days, int):
            day = min(days, LAST_DAY)
            self._persons.due[self._kind][rows] = day
            self._file(day >> _BLOCK_BITS, rows, day)
            return
        first, last = int(days.min()), int(days.max())
        if last > LAST_DAY:
            days = np.minimum(days, LAST_DAY)
            first, last = min(first, LAST_DAY), LAST_DAY
        self._persons.due[self._kind][rows] = days
        if first >> _BLOCK_BITS == last >> _BLOCK_BITS:
            self._file(first >> _BLOCK_BITS, rows, None)
            return
        for number, members in _parted((days >> _BLOCK_BITS).astype(np.int16), rows):
            self._file(number, members, None)

    def cancel(self, rows: Rows) -> None:
        """Strike the appointments of these persons, where they have one."""
        self._persons.due[self._kind][rows] = NEVER

    def take(self, day: int) -> Rows:
        """Return those whose appointment is on this day, in the order of their keys, and strike it."""
        block = day >> _BLOCK_BITS
        if block != self._open:
            self._begin(block)
        batches = self._buckets.pop(day, None)
        if batches is None:
            return _NOBODY
        rows = batches[0] if len(batches) == 1 else np.concatenate(batches)
        due = self._persons.due[self._kind]
        rows = rows[due[rows] == day]
        if not len(rows):
            return _NOBODY
        rows = rows[np.argsort(self._persons.key[rows], kind="stable")]
        rows = rows[np.concatenate(([True], rows[1:] != rows[:-1]))]
        due[rows] = NEVER
        return rows

    def overdue(self, day: int) -> bool:
        """Say whether an earlier day still has somebody who was never taken."""
        due = self._persons.due[self._kind][: self._persons.size]
        return bool(((due != NEVER) & (due < day)).any())

    def _file(self, block: int, rows: Rows, day: int | None) -> None:
        if block != self._open:
            self._blocks.setdefault(block, []).append(rows)
        elif day is not None:
            self._buckets.setdefault(day, []).append(rows)
        else:
            self._part(rows)

    def _begin(self, block: int) -> None:
        """Part the appointments of a block by day; those cancelled or moved since are dropped."""
        self._open = block
        batches = self._blocks.pop(block, None)
        if batches is None:
            return
        rows = np.concatenate(batches)
        self._part(rows[self._persons.due[self._kind][rows] >> _BLOCK_BITS == block])

    def _part(self, rows: Rows) -> None:
        days = self._persons.due[self._kind][rows]
        for number, members in _parted(days & np.int16((1 << _BLOCK_BITS) - 1), rows):
            self._buckets.setdefault((self._open << _BLOCK_BITS) + number, []).append(members)


def _parted(numbers: NDArray[np.int16], rows: Rows) -> list[tuple[int, Rows]]:
    """Part rows by a small number, in its order; 16-bit numbers are sorted by radix.

    Args:
        numbers: shape (n,).
        rows: shape (n,).
    """
    if not len(rows):
        return []
    order = np.argsort(numbers, kind="stable")
    numbers, rows = numbers[order], rows[order]
    ends = [*(np.flatnonzero(numbers[1:] != numbers[:-1]) + 1).tolist(), len(rows)]
    starts = [0, *ends[:-1]]
    return [(int(numbers[first]), rows[first:end]) for first, end in zip(starts, ends, strict=True)]
