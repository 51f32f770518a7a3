"""The persons of the country's immigration system as Python reads them, and their waits as spells; rules write both.

A wait is a spell with a beginning, an end and a way out; equal spells are kept once, with a count.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import GROUPS
from sim.base.days import Clock
from sim.base.errors import InvariantError
from sim.engine.columns import BookIn
from sim.engine.compiled import Ints, rule
from sim.engine.diagrams import CASES, CELLS, Case, Place, by_cell
from sim.engine.ordering import longer, part
from sim.engine.recording import WaitTable
from sim.engine.state import PERSONS, SPELLS, WAITS, State, Store, early_spells
from sim.engine.verbs import LONGEST, YEARS, cell_of, end_wait, spell_code
from sim.engine.vocabulary import Cause, Wait

_WAITS, _STILL_WAITING = len(Wait), int(Cause.STILL_WAITING)
_FIRST_ROOM = 1 << 12


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


def wait_table(store: Store, clock: Clock) -> WaitTable:
    """All spells that have ended, in a fixed order."""
    early = early_spells(store.state)[: store.numbers[SPELLS]]
    codes, counts = np.unique(early, return_counts=True)
    _, years, causes, _, ages = store.ended.shape
    since_first_day, persons = _ended(store.ended.reshape(-1, ages), store.longest.reshape(-1), years, causes)
    code, count = np.concatenate([codes, since_first_day]), np.concatenate([counts, persons])
    order = code.argsort()
    code, exit_age = np.divmod(code[order], LONGEST)
    code, entry = np.divmod(code, LONGEST)
    code, cause = np.divmod(code, len(Cause))
    code, year = np.divmod(code, YEARS)
    code, stream = np.divmod(code, len(BookIn))
    queue, group = np.divmod(code, GROUPS)
    return WaitTable(
        queue=queue.astype(np.int32),
        group=group.astype(np.int32),
        stream=stream.astype(np.int32),
        fiscal_year=(year + int(clock.fiscal_years[0])).astype(np.int32),
        cause=cause.astype(np.int32),
        entry=entry.astype(np.int32),
        exit=exit_age.astype(np.int32),
        count=count[order].astype(np.int64),
    )


@rule
def censor(world: State, day: int) -> None:
    """Write down the waits that go on when the run ends."""
    people = world.people
    for row in range(world.numbers[PERSONS]):
        for wait in range(_WAITS):
            end_wait(world, people[row], wait, day, _STILL_WAITING)


@rule
def _ended(ended: NDArray[np.int32], longest: Ints, years: int, causes: int) -> tuple[Ints, Ints]:
    """The codes of the waits that began in the run, and how many there are of each; both of shape (n,)."""
    codes, counts, n = np.empty(_FIRST_ROOM, np.int64), np.empty(_FIRST_ROOM, np.int64), 0
    for line in range(ended.shape[0]):
        group, what = line % GROUPS, line // GROUPS
        cause, what = what % causes, what // causes
        year, wait = what % years, what // years
        queue, stream = WAITS[wait, 0], WAITS[wait, 1]
        for age in range(longest[line]):
            if ended[line, age]:
                codes, counts = longer(codes, n + 1), longer(counts, n + 1)
                codes[n] = spell_code(queue, group, stream, year, cause, 0, age)
                counts[n] = ended[line, age]
                n += 1
    return part(codes, 0, n), part(counts, 0, n)
