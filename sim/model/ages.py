"""How long the pending cases have been pending, at the end of each month and of each fiscal year."""

import numpy as np

from sim.engine.compiled import Ints, int64, rule
from sim.model.context import Context
from sim.world.diagrams import CASES, DOCKETS
from sim.world.numbers import Case, Wait
from sim.world.recording import AgeTable, Int64Array
from sim.world.state import State
from sim.world.verbs import STATE_SHIFT
from sim.world.vocabulary import Tally

_LONGEST = 1 << 14
"""Ages are kept below this many days [days]."""


class Ages:
    """The ages of pending cases, looked at on the last day of each fiscal year and of the run."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        years = ctx.inputs.clock.fiscal_years
        self._year = years
        last = len(years) - 1
        self._looks = frozenset(np.flatnonzero(np.diff(years)).tolist()) | {last}
        self._ends_of_months = frozenset(day - 1 for day in ctx.inputs.clock.month_starts() if day) | {last}
        self._codes: list[Int64Array] = []
        self._counts: list[Int64Array] = []

    def look(self, day: int) -> None:
        """Write down the ages if this is a day on which they are looked at, at the end of a month their sum alone."""
        if day not in self._ends_of_months:
            return
        persons = self._ctx.persons
        counts = _ages(persons.state, persons.size, day)
        self._ctx.record.tally(Tally.PENDING_AGE, day, int(counts.sum(axis=0) @ np.arange(_LONGEST)))
        if day not in self._looks:
            return
        docket, age = np.nonzero(counts)
        self._codes.append((int(self._year[day]) * DOCKETS + docket) * _LONGEST + age)
        self._counts.append(counts[docket, age])

    def table(self) -> AgeTable:
        """All ages written down."""
        code = np.concatenate(self._codes)
        cell, age = np.divmod(code, _LONGEST)
        year, docket = np.divmod(cell, DOCKETS)
        columns = (year.astype(np.int32), docket.astype(np.int32), age.astype(np.int32))
        return AgeTable(*columns, count=np.concatenate(self._counts))


@rule
def _ages(world: State, size: int, day: int) -> Ints:
    """Pending cases by docket and age, shape (DOCKETS, _LONGEST) [cases]."""
    counts, people = np.zeros((DOCKETS, _LONGEST), np.int64), world.people
    for row in range(size):
        if (world.cells[row] >> STATE_SHIFT) % CASES == Case.PENDING:
            person = people[row]
            age = day - int64(person.since[Wait.DECISION])
            counts[person.docket, min(max(age, 0), _LONGEST - 1)] += 1
    return counts
