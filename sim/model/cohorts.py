"""What has become of those arrested in a year, one, two and three years after the arrest."""

import numpy as np

from sim.base.words import GROUPS
from sim.engine import vocabulary
from sim.engine.compiled import Flags, Ints, int64, rule
from sim.engine.numbers import NEVER, CohortStatus
from sim.engine.person import Person
from sim.engine.recording import CohortTable
from sim.engine.state import PERSONS, State
from sim.engine.vocabulary import COHORT_MONTHS
from sim.model.context import Context

_DAYS_A_MONTH = 365.25 / 12.0
_NOT_REACHED = -1
_STATUSES = len(vocabulary.CohortStatus)


def cohorts(ctx: Context) -> CohortTable:
    """Count each arrest cohort of the border by status at each age that the run reaches."""
    clock = ctx.inputs.clock
    years = clock.fiscal_years
    first, last = int(years[0]), int(years[-1])
    ages = np.array([round(months * _DAYS_A_MONTH) for months in COHORT_MONTHS], np.int64)
    is_whole = np.array([_is_whole(clock.days, years == year) for year in range(first, last + 1)])
    counts = _statuses(ctx.state, ages, is_whole)
    return CohortTable(tuple(range(first, last + 1)), counts)


def _is_whole(days: int, in_year: Flags) -> bool:
    """Say whether the days of a fiscal year that lie in the run are at least a year less a leap day."""
    return bool(in_year.sum() >= min(days, 365))


@rule
def _statuses(world: State, ages: Ints, is_whole: Flags) -> Ints:
    """Persons of each cohort by status at each age, -1 where the run ends before all have reached it.

    Args:
        world: the world.
        ages: at which cohorts are looked at, shape (ages,) [days].
        is_whole: whether each year lies wholly in the run, shape (years,).
    """
    people, year = world.people, world.year
    counts = np.zeros((len(is_whole), len(ages), _STATUSES, GROUPS), np.int64)
    latest = np.zeros(len(is_whole), np.int64)
    for cohort in range(len(is_whole)):
        latest[cohort] = NEVER
    for row in range(world.numbers[PERSONS]):
        person = people[row]
        arrested = int64(person.arrested)
        if arrested != NEVER:
            cohort = year[arrested]
            latest[cohort] = max(latest[cohort], arrested)
            for age in range(len(ages)):
                counts[cohort, age, _status(person, arrested + ages[age]), person.group] += 1
    for cohort in range(len(is_whole)):
        for age in range(len(ages)):
            if not is_whole[cohort] or latest[cohort] == NEVER or latest[cohort] + ages[age] >= len(year):
                _leave_out(counts, cohort, age)
    return counts


@rule
def _leave_out(counts: Ints, cohort: int, age: int) -> None:
    """Say of a cohort that not all of it has reached an age."""
    for status in range(_STATUSES):
        for group in range(GROUPS):
            counts[cohort, age, status, group] = _NOT_REACHED


@rule
def _status(person: Person, day: int) -> int:
    """What has become of an arrested person by a day."""
    if person.repatriated != NEVER and person.arrested <= person.repatriated <= day:
        return CohortStatus.REPATRIATED
    if person.relieved != NEVER and person.relieved <= day:
        return CohortStatus.RELIEF
    return CohortStatus.UNRESOLVED
