"""The persons of the country's immigration system: one record each, read by Python as columns, written by rules."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.base.errors import InvariantError
from sim.engine.compiled import Ints, rule
from sim.engine.diagrams import CASES, CELLS, Case, Place, by_cell
from sim.engine.state import PERSONS, State, Store
from sim.engine.verbs import cell_of


class Persons:
    """The table of persons for Python to look at; a field of the records is a column, such as `persons.place`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> NDArray[Any]:
        """A field of all that there is room for, shape (room,); of `due` and `since` shape (kinds, room)."""
        if name.startswith("_"):
            raise AttributeError(name)
        column: NDArray[Any] = self._store.people[name]
        return column.T

    @property
    def size(self) -> int:
        """Rows in use [rows]."""
        return int(self._store.numbers[PERSONS])

    def reserve(self, count: int) -> int:
        """Make room for so many more persons, who enter at once; the row of the first."""
        first = self.size
        self._store.numbers[PERSONS] += count
        while self.size > len(self._store.people):
            self._store.grow()
        return first

    def forbidden(self) -> InvariantError:
        """Say who was to go where it may not, of the last move that was refused."""
        row, before, after = self._store.wrong.tolist()
        (here, paper), (there, new_paper) = divmod(before, CASES), divmod(after, CASES)
        return InvariantError(
            f"persons: row {row} may not go from {Place(here).name}, {Case(paper).name}"
            f" to {Place(there).name}, {Case(new_paper).name}"
        )

    def counts(self) -> NDArray[np.int64]:
        """Persons in each cell now, shape (PLACES, CASES, DOCKETS, GROUPS) [persons]."""
        return by_cell(self._store.counts)

    def recount(self) -> None:
        """Count every row anew and compare with the running counts.

        Raises:
            InvariantError: if they differ.
        """
        if not np.array_equal(_recount(self._store.state), self._store.counts):
            raise InvariantError("persons: the running counts differ from a recount of the rows; a move was lost")


@rule
def _recount(world: State) -> Ints:
    """Persons in each cell, shape (CELLS,) [persons]."""
    counts, people = np.zeros(CELLS, np.int64), world.people
    for row in range(world.numbers[PERSONS]):
        counts[cell_of(people[row])] += 1
    return counts
