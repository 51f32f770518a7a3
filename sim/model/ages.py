"""How long the pending cases have been pending, at the end of each month and of each fiscal year."""

import numpy as np

from sim.model.context import Context
from sim.world.diagrams import DOCKETS, Case
from sim.world.recording import AgeTable, Int64Array
from sim.world.vocabulary import Queue, Tally

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
        rows = np.flatnonzero(persons.case[: persons.size] == Case.PENDING)
        age = np.clip(day - persons.since[Queue.DECISION][rows].astype(np.int64), 0, _LONGEST - 1)
        self._ctx.record.tally(Tally.PENDING_AGE, day, int(age.sum()))
        if day not in self._looks:
            return
        code = (int(self._year[day]) * DOCKETS + persons.docket[rows].astype(np.int64)) * _LONGEST + age
        codes, counts = np.unique(code, return_counts=True)
        self._codes.append(codes)
        self._counts.append(counts.astype(np.int64))

    def table(self) -> AgeTable:
        """All ages written down."""
        code = np.concatenate(self._codes)
        cell, age = np.divmod(code, _LONGEST)
        year, docket = np.divmod(cell, DOCKETS)
        columns = (year.astype(np.int32), docket.astype(np.int32), age.astype(np.int32))
        return AgeTable(*columns, count=np.concatenate(self._counts))
