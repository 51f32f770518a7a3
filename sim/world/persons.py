"""The persons of the country's immigration system: one row each, moved through one door."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import UInt64Array
from sim.base.errors import InvariantError
from sim.base.words import CLASSES
from sim.engine.compiled import Ints, as_rules_see, int64, rule
from sim.world.diagrams import CASES, CELLS, Case, Docket, Place, by_cell
from sim.world.numbers import KEEP
from sim.world.person import People
from sim.world.state import PERSONS, State, Store
from sim.world.verbs import ForbiddenError, arrest, cell_of, enter, move

Rows = NDArray[np.int64]
UInt8Array = NDArray[np.uint8]

MEMBER_BITS = np.uint64(0xF)
"""The low bits of a key number the members of a family; the other bits are common to them."""
FAMILY_BITS = ~MEMBER_BITS

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
    """The table of persons as columns, for stations that speak of batches; written only by verbs."""

    def __init__(self, store: Store | None = None) -> None:
        self.store = store or Store(_FIRST_CAPACITY)
        self._show()

    @property
    def size(self) -> int:
        """Rows in use [rows]."""
        return int(self.store.numbers[PERSONS])

    @property
    def state(self) -> State:
        """The world as rules see it."""
        return self.store.state

    def _show(self) -> None:
        """Show each field of the records as a column."""
        records = self.store.people
        self.people: People = as_rules_see(records)
        """The persons as rules see them."""
        self.key: UInt64Array = records["key"]
        self.chance: UInt64Array = records["chance"]
        self.nationality: UInt8Array = records["nationality"]
        self.kind: UInt8Array = records["kind"]
        self.source: UInt8Array = records["source"]
        self.group: UInt8Array = records["group"]
        self.sector: UInt8Array = records["sector"]
        self.place: UInt8Array = records["place"]
        self.case: UInt8Array = records["case"]
        self.docket: UInt8Array = records["docket"]
        self.track: UInt8Array = records["track"]
        self.order: UInt8Array = records["order"]
        self.authority: UInt8Array = records["authority"]
        self.mode: UInt8Array = records["mode"]
        self.route: UInt8Array = records["route"]
        self.manner: UInt8Array = records["manner"]
        self.release: UInt8Array = records["release"]
        self.stream: UInt8Array = records["stream"]
        self.arrests: UInt8Array = records["arrests"]
        self.hearings: NDArray[np.uint16] = records["hearings"]
        self.mexico_exit: UInt8Array = records["mexico_exit"]
        self.has_prior_order: NDArray[np.bool_] = records["has_prior_order"]
        self.is_returnable: NDArray[np.bool_] = records["is_returnable"]
        self.is_releasable: NDArray[np.bool_] = records["is_releasable"]
        self.claimed_fear: NDArray[np.bool_] = records["claimed_fear"]
        self.is_at_large_arrest: NDArray[np.bool_] = records["is_at_large_arrest"]
        self.is_prosecuted: NDArray[np.bool_] = records["is_prosecuted"]
        self.was_prosecuted: NDArray[np.bool_] = records["was_prosecuted"]
        self.is_subsequent: NDArray[np.bool_] = records["is_subsequent"]
        self.has_document: NDArray[np.bool_] = records["has_document"]
        self.met: NDArray[np.int16] = records["met"]
        self.arrested: NDArray[np.int16] = records["arrested"]
        self.repatriated: NDArray[np.int16] = records["repatriated"]
        self.relieved: NDArray[np.int16] = records["relieved"]
        self.filed: NDArray[np.int16] = records["filed"]
        self.ready: NDArray[np.int16] = records["ready"]
        self.due: NDArray[np.int16] = records["due"].T
        self.since: NDArray[np.int16] = records["since"].T

    def admit(self, new: Newcomers) -> Rows:
        """Enter persons who are abroad and have no case; return their rows, in the order given."""
        first = self.reserve(len(new.key))
        group = new.nationality * np.uint8(CLASSES) + new.kind
        _enter_all(self.state, first, new.key, new.source, group)
        self.has_prior_order[first : self.size] = new.has_prior_order
        return np.arange(first, self.size, dtype=np.int64)

    def reserve(self, count: int) -> int:
        """Make room for so many more persons, who enter at once; the row of the first."""
        first = self.size
        self.store.numbers[PERSONS] += count
        while self.size > len(self.key):
            self.store.grow()
            self._show()
        return first

    def move(
        self, rows: Rows, *, place: Place | None = None, case: Case | None = None, docket: Docket | None = None
    ) -> None:
        """Move a batch; the only way a person's place, case or docket changes.

        Raises:
            InvariantError: if a person may not go there from where it is.
        """
        if not len(rows):
            return
        to = [KEEP if there is None else int(there) for there in (place, case, docket)]
        try:
            _move_all(self.state, rows, *to)
        except ForbiddenError:
            raise self.forbidden() from None

    def forbidden(self) -> InvariantError:
        """Say who was to go where it may not, of the last move that was refused."""
        row, before, after = self.store.wrong.tolist()
        (here, paper), (there, new_paper) = divmod(before, CASES), divmod(after, CASES)
        return InvariantError(
            f"persons: row {row} may not go from {Place(here).name}, {Case(paper).name}"
            f" to {Place(there).name}, {Case(new_paper).name}"
        )

    def arrest(self, rows: Rows) -> None:
        """Count one more arrest of each person; the decisions that follow are drawn anew."""
        if len(rows):
            _arrest_all(self.people, rows)

    def luck(self, rows: Rows) -> UInt64Array:
        """The keys by which decisions are drawn: the members of a family share theirs, shape (n,)."""
        return self.key[rows] & FAMILY_BITS

    def is_head(self, rows: Rows) -> NDArray[np.bool_]:
        """Say who is the first member of a family, or alone, shape (n,)."""
        return (self.key[rows] & MEMBER_BITS) == 0

    def counts(self) -> NDArray[np.int64]:
        """Persons in each cell now, shape (PLACES, CASES, DOCKETS, GROUPS) [persons]."""
        return by_cell(self.store.counts)

    def recount(self) -> None:
        """Count every row anew and compare with the running counts.

        Raises:
            InvariantError: if they differ.
        """
        if not np.array_equal(_recount(self.state), self.store.counts):
            raise InvariantError("persons: the running counts differ from a recount of the rows; a move was lost")


@rule
def _enter_all(world: State, first: int, keys: UInt64Array, sources: UInt8Array, groups: UInt8Array) -> None:
    people = world.people
    for i in range(len(keys)):
        enter(world, people[first + i], first + i, keys[i], int64(sources[i]), int64(groups[i]))


@rule
def _move_all(world: State, rows: Ints, place: int, case: int, docket: int) -> None:
    people = world.people
    for row in rows:
        move(world, people[row], row, place, case, docket)


@rule
def _arrest_all(people: People, rows: Ints) -> None:
    for row in rows:
        arrest(people[row])


@rule
def _recount(world: State) -> Ints:
    """Persons in each cell, shape (CELLS,) [persons]."""
    counts, people = np.zeros(CELLS, np.int64), world.people
    for row in range(world.numbers[PERSONS]):
        counts[cell_of(people[row])] += 1
    return counts
