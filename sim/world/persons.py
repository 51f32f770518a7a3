"""The persons of the country's immigration system: one row each, moved through one door."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import UInt64Array, turned
from sim.base.errors import InvariantError
from sim.base.words import CLASSES
from sim.world.columns import NEVER, NO_SECTOR, Appointment, Day, Ticket
from sim.world.diagrams import (
    CASES,
    CELLS,
    DOCKET_BITS,
    FORBIDDEN,
    GROUP_BITS,
    NEXT_STATE,
    Case,
    Docket,
    Place,
    by_cell,
)
from sim.world.vocabulary import Queue

Rows = NDArray[np.int64]
Cells = NDArray[np.int32]
UInt8Array = NDArray[np.uint8]

_NUMBERS = np.arange(1 << 16, dtype=np.int32)
"""Numbers that batches are marked with; a larger batch makes its own."""
_STANDING = GROUP_BITS + DOCKET_BITS
"""A cell is a state, shifted by this, with docket and group in the low bits [bits]."""
_STANDING_MASK = np.int32((1 << _STANDING) - 1)
_DOCKET_MASK = np.int32(((1 << DOCKET_BITS) - 1) << GROUP_BITS)
MEMBER_BITS = np.uint64(0xF)
"""The low bits of a key number the members of a family; the other bits are common to them."""
FAMILY_BITS = ~MEMBER_BITS
_NEXT = turned(0)
T = TypeVar("T", bound=np.generic)

_FIRST_CAPACITY = 1 << 16
"""Rows that a new table has room for; it doubles when full [rows]."""


@dataclass(frozen=True)
class Newcomers:
    """Persons about to be entered into the table; every array has shape (n,)."""

    key: UInt64Array
    nationality: UInt8Array
    kind: UInt8Array
    source: UInt8Array
    has_prior_order: NDArray[np.bool_]


class Persons:
    """The table of persons; its columns are read freely and written only by verbs."""

    def __init__(self, capacity: int = _FIRST_CAPACITY) -> None:
        self.size = 0
        """Rows in use [rows]."""
        self.key = np.zeros(capacity, np.uint64)
        self.nationality = np.zeros(capacity, np.uint8)
        self.kind = np.zeros(capacity, np.uint8)
        self.source = np.zeros(capacity, np.uint8)
        self.group = np.zeros(capacity, np.uint8)
        self.sector = np.full(capacity, NO_SECTOR, np.uint8)
        self.place = np.zeros(capacity, np.uint8)
        self.case = np.zeros(capacity, np.uint8)
        self.docket = np.zeros(capacity, np.uint8)
        self.track = np.zeros(capacity, np.uint8)
        self.order = np.zeros(capacity, np.uint8)
        self.authority = np.zeros(capacity, np.uint8)
        self.mode = np.zeros(capacity, np.uint8)
        self.route = np.zeros(capacity, np.uint8)
        self.manner = np.zeros(capacity, np.uint8)
        self.release = np.zeros(capacity, np.uint8)
        self.stream = np.zeros(capacity, np.uint8)
        self.arrests = np.zeros(capacity, np.uint8)
        self.chance = np.zeros(capacity, np.uint64)
        """The word by which the decisions that follow the last arrest are drawn."""
        self.hearings = np.zeros(capacity, np.uint16)
        self.ticket = np.zeros((len(Ticket), capacity), np.uint32)
        self.has_prior_order = np.zeros(capacity, np.bool_)
        self.is_returnable = np.zeros(capacity, np.bool_)
        self.is_releasable = np.zeros(capacity, np.bool_)
        self.claimed_fear = np.zeros(capacity, np.bool_)
        self.is_at_large_arrest = np.zeros(capacity, np.bool_)
        self.is_prosecuted = np.zeros(capacity, np.bool_)
        self.was_prosecuted = np.zeros(capacity, np.bool_)
        self.mexico_exit = np.zeros(capacity, np.uint8)
        self.is_subsequent = np.zeros(capacity, np.bool_)
        self.was_heard = np.zeros(capacity, np.bool_)
        self.has_document = np.zeros(capacity, np.bool_)
        self.met = np.full(capacity, NEVER, Day)
        self.arrested = np.full(capacity, NEVER, Day)
        self.repatriated = np.full(capacity, NEVER, Day)
        self.relieved = np.full(capacity, NEVER, Day)
        self.filed = np.full(capacity, NEVER, Day)
        self.ready = np.full(capacity, NEVER, Day)
        self.due = np.full((len(Appointment), capacity), NEVER, Day)
        self.since = np.full((len(Queue), capacity), NEVER, Day)
        self._cell = np.zeros(capacity, np.int32)
        self._mark = np.zeros(capacity, np.int32)
        self._left: list[Cells] = []
        self._joined: list[Cells] = []
        self._counts = np.zeros(CELLS, np.int64)

    def admit(self, new: Newcomers) -> Rows:
        """Enter persons who are abroad and have no case; return their rows, in the order given."""
        first, self.size = self.size, self.size + len(new.key)
        while self.size > len(self.key):
            self._grow()
        rows = np.arange(first, self.size, dtype=np.int64)
        self.key[first : self.size] = new.key
        self.chance[first : self.size] = (new.key & FAMILY_BITS) + turned(0)
        self.nationality[first : self.size] = new.nationality
        self.kind[first : self.size] = new.kind
        self.source[first : self.size] = new.source
        self.group[first : self.size] = new.nationality * np.uint8(CLASSES) + new.kind
        self.has_prior_order[first : self.size] = new.has_prior_order
        self._cell[first : self.size] = self._cells(rows)
        self._joined.append(self._cell[first : self.size].copy())
        return rows

    def move(
        self, rows: Rows, *, place: Place | None = None, case: Case | None = None, docket: Docket | None = None
    ) -> None:
        """Move a batch; the only way a person's place, case or docket changes.

        Raises:
            InvariantError: if a row occurs twice, or may not go there from where it is.
        """
        if not len(rows):
            return
        self._check_distinct(rows)
        before = self._cell[rows]
        after = self._after(rows, before, (place, case))
        if docket is not None:
            after = after & ~_DOCKET_MASK | np.int32(docket << GROUP_BITS)
        self._cell[rows] = after
        if place is not None:
            self.place[rows] = place
        if case is not None:
            self.case[rows] = case
        if docket is not None:
            self.docket[rows] = docket
        self._left.append(before)
        self._joined.append(after)

    def distinct(self, rows: Rows) -> Rows:
        """Leave one of each row that occurs more than once."""
        numbers = _numbers(len(rows))
        self._mark[rows] = numbers
        return rows[self._mark[rows] == numbers]

    def arrest(self, rows: Rows) -> None:
        """Count one more arrest of each person; the decisions that follow are drawn anew."""
        self.arrests[rows] += np.uint8(1)
        self.chance[rows] += _NEXT

    def luck(self, rows: Rows) -> UInt64Array:
        """The keys by which decisions are drawn: the members of a family share theirs, shape (n,)."""
        return self.key[rows] & FAMILY_BITS

    def is_head(self, rows: Rows) -> NDArray[np.bool_]:
        """Say who is the first member of a family, or alone, shape (n,)."""
        return (self.key[rows] & MEMBER_BITS) == 0

    def counts(self) -> NDArray[np.int64]:
        """Persons in each cell now, shape (PLACES, CASES, DOCKETS, GROUPS) [persons]."""
        if self._joined:
            np.add.at(self._counts, np.concatenate(self._joined), 1)
            self._joined.clear()
        if self._left:
            np.subtract.at(self._counts, np.concatenate(self._left), 1)
            self._left.clear()
        return by_cell(self._counts)

    def recount(self) -> None:
        """Count every row anew and compare with the running counts.

        Raises:
            InvariantError: if they differ.
        """
        everyone = np.arange(self.size, dtype=np.int64)
        fresh = np.bincount(self._cells(everyone), minlength=CELLS)
        if not np.array_equal(by_cell(fresh), self.counts()):
            raise InvariantError("persons: the running counts differ from a recount of the rows; a move was lost")

    def _cells(self, rows: Rows) -> Cells:
        state = self.place[rows] * np.int32(CASES) + self.case[rows]
        return (state << _STANDING) | (self.docket[rows].astype(np.int32) << GROUP_BITS) | self.group[rows]

    def _check_distinct(self, rows: Rows) -> None:
        numbers = _numbers(len(rows))
        self._mark[rows] = numbers
        if not (self._mark[rows] == numbers).all():
            raise InvariantError("persons: a row occurs twice in one move")

    def _after(self, rows: Rows, before: Cells, to: tuple[Place | None, Case | None]) -> Cells:
        """The cells of persons after a move to a place or a case, shape (n,)."""
        state = NEXT_STATE[to][before >> _STANDING]
        if (state == FORBIDDEN).any():
            wrong = int(np.argmin(state))
            place, case = divmod(int(before[wrong]) >> _STANDING, CASES)
            new_place, new_case = (
                here if there is None else there for here, there in zip((place, case), to, strict=True)
            )
            raise InvariantError(
                f"persons: row {int(rows[wrong])} may not go from {Place(place).name}, {Case(case).name}"
                f" to {Place(new_place).name}, {Case(new_case).name}"
            )
        return state << _STANDING | before & _STANDING_MASK

    def _grow(self) -> None:
        self.key = _longer(self.key)
        self.nationality = _longer(self.nationality)
        self.kind = _longer(self.kind)
        self.source = _longer(self.source)
        self.group = _longer(self.group)
        self.sector = _longer(self.sector, NO_SECTOR)
        self.place = _longer(self.place)
        self.case = _longer(self.case)
        self.docket = _longer(self.docket)
        self.track = _longer(self.track)
        self.order = _longer(self.order)
        self.authority = _longer(self.authority)
        self.mode = _longer(self.mode)
        self.route = _longer(self.route)
        self.manner = _longer(self.manner)
        self.release = _longer(self.release)
        self.stream = _longer(self.stream)
        self.arrests = _longer(self.arrests)
        self.chance = _longer(self.chance)
        self.hearings = _longer(self.hearings)
        self.ticket = _longer(self.ticket)
        self.has_prior_order = _longer(self.has_prior_order)
        self.is_returnable = _longer(self.is_returnable)
        self.is_releasable = _longer(self.is_releasable)
        self.claimed_fear = _longer(self.claimed_fear)
        self.is_at_large_arrest = _longer(self.is_at_large_arrest)
        self.is_prosecuted = _longer(self.is_prosecuted)
        self.was_prosecuted = _longer(self.was_prosecuted)
        self.mexico_exit = _longer(self.mexico_exit)
        self.is_subsequent = _longer(self.is_subsequent)
        self.was_heard = _longer(self.was_heard)
        self.has_document = _longer(self.has_document)
        self.met = _longer(self.met, NEVER)
        self.arrested = _longer(self.arrested, NEVER)
        self.repatriated = _longer(self.repatriated, NEVER)
        self.relieved = _longer(self.relieved, NEVER)
        self.filed = _longer(self.filed, NEVER)
        self.ready = _longer(self.ready, NEVER)
        self.due = _longer(self.due, NEVER)
        self.since = _longer(self.since, NEVER)
        self._cell = _longer(self._cell)
        self._mark = _longer(self._mark)


def _numbers(count: int) -> Cells:
    return _NUMBERS[:count] if count <= len(_NUMBERS) else np.arange(count, dtype=np.int32)


def _longer(column: NDArray[T], fill: int | Day = 0) -> NDArray[T]:
    """Double the room of a column, keeping its last axis as the rows."""
    room = np.full(column.shape, fill, column.dtype)
    return np.concatenate([column, room], axis=-1)
