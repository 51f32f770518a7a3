"""What has become of those arrested in a year, one, two and three years after the arrest."""

import numpy as np
from numpy.typing import NDArray

from sim.base.words import GROUPS
from sim.model.context import Context
from sim.world.columns import NEVER
from sim.world.recording import CohortTable
from sim.world.vocabulary import COHORT_MONTHS, CohortStatus

_DAYS_A_MONTH = 365.25 / 12.0
_NOT_REACHED = -1


def cohorts(ctx: Context) -> CohortTable:
    """Count each arrest cohort of the border by status at each age that the run reaches."""
    persons, clock = ctx.persons, ctx.inputs.clock
    years = clock.fiscal_years
    first, last = int(years[0]), int(years[-1])
    counts = np.full((last - first + 1, len(COHORT_MONTHS), len(CohortStatus), GROUPS), _NOT_REACHED, np.int64)
    rows = np.flatnonzero(persons.arrested[: persons.size] != NEVER)
    arrested = persons.arrested[rows].astype(np.int32)
    year, group = years[arrested] - first, persons.group[rows].astype(np.int64)
    for column, months in enumerate(COHORT_MONTHS):
        then = arrested + round(months * _DAYS_A_MONTH)
        status = np.full(len(rows), CohortStatus.UNRESOLVED, np.int64)
        status[_happened(persons.relieved[rows], then)] = CohortStatus.RELIEF
        since = persons.repatriated[rows] >= persons.arrested[rows]
        status[since & _happened(persons.repatriated[rows], then)] = CohortStatus.REPATRIATED
        for number in range(last - first + 1):
            mine = year == number
            if mine.any() and int(then[mine].max()) < clock.days and _is_whole(clock.days, years == first + number):
                cell = status[mine] * GROUPS + group[mine]
                counts[number, column] = np.bincount(cell, minlength=len(CohortStatus) * GROUPS).reshape(-1, GROUPS)
    return CohortTable(tuple(range(first, last + 1)), counts)


def _happened(days: NDArray[np.int16], then: NDArray[np.int32]) -> NDArray[np.bool_]:
    return (days != NEVER) & (days <= then)


def _is_whole(days: int, in_year: NDArray[np.bool_]) -> bool:
    """Say whether the days of a fiscal year that lie in the run are at least a year less a leap day."""
    return bool(in_year.sum() >= min(days, 365))
