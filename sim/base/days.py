"""A day is a whole number counted from the start of the run; inside a day the phases have a fixed order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import Code

_OCTOBER = 10
_MONTHS = 12
_FIRST_YEAR = 1970
"""The year from which numpy counts months."""


class Phase(Code):
    """The order of one day; two processes share a phase only if they cannot touch the same person."""

    STAFF = 0
    ARRIVE = 1
    DISPOSE = 2
    SCREEN = 3
    FILE = 4
    HEAR = 5
    REVIEW = 6
    RELEASE = 7
    BOOK = 8
    MEXICO = 9
    DOCUMENTS = 10
    FLY = 11
    BRIDGE = 12
    REENTER = 13
    AUDIT = 14


PHASES = len(Phase)
DAYS_A_YEAR = 365.0
"""A year by which yearly numbers are spread over days [days]."""


def fiscal_year(day: date) -> int:
    """The federal fiscal year of a date: October to September, named after the year it ends in."""
    return day.year + (day.month >= _OCTOBER)


@dataclass(frozen=True)
class Clock:
    """The days of one run and what kind of day each of them is."""

    start: date
    days: int
    """Length of the run [days]."""
    is_working: NDArray[np.bool_]
    """Federal working days, shape (days,)."""
    working_days: Mapping[int, int]
    """Federal working days of each whole fiscal year that the run touches [days]."""

    @property
    def fiscal_years(self) -> NDArray[np.int16]:
        """The fiscal year of each day, shape (days,)."""
        months = self._dates.astype("datetime64[M]").astype(np.int64)
        return ((months + _MONTHS - _OCTOBER + 1) // _MONTHS + _FIRST_YEAR).astype(np.int16)

    @property
    def working_days_of_year(self) -> NDArray[np.int64]:
        """Federal working days of the whole fiscal year that each day lies in, shape (days,)."""
        years = self.fiscal_years
        each = [self.working_days[year] for year in range(int(years[0]), int(years[-1]) + 1)]
        return np.array(each, np.int64)[years - years[0]]

    def date_of(self, day: int) -> date:
        """The date of a day of the run; negative days lie before it."""
        return self.start + timedelta(days=day)

    def day(self, when: date) -> int:
        """The day of a date, negative before the start of the run."""
        return (when - self.start).days

    def month_starts(self) -> tuple[int, ...]:
        """The days on which a calendar month begins, the first day of the run included."""
        is_first = self._dates == self._dates.astype("datetime64[M]")
        is_first[:1] = True
        return tuple(np.flatnonzero(is_first).tolist())

    @property
    def _dates(self) -> NDArray[np.datetime64]:
        """The date of each day, shape (days,)."""
        return np.datetime64(self.start, "D") + np.arange(self.days)


def length_of_run(start: date, years: int) -> int:
    """Count the days from a start to the same date some years later; 29 February becomes 1 March.

    Args:
        start: first day of the run.
        years: whole years, >= 1.
    """
    try:
        end = start.replace(year=start.year + years)
    except ValueError:
        end = date(start.year + years, 3, 1)
    return (end - start).days
