"""A day is a whole number counted from the start of the run; inside a day the phases have a fixed order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import Code

_OCTOBER = 10


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
        return np.array([fiscal_year(self.date_of(day)) for day in range(self.days)], np.int16)

    @property
    def working_days_of_year(self) -> NDArray[np.int64]:
        """Federal working days of the whole fiscal year that each day lies in, shape (days,)."""
        return np.array([self.working_days[int(year)] for year in self.fiscal_years], np.int64)

    def date_of(self, day: int) -> date:
        """The date of a day of the run; negative days lie before it."""
        return self.start + timedelta(days=day)

    def day(self, when: date) -> int:
        """The day of a date, negative before the start of the run."""
        return (when - self.start).days

    def month_starts(self) -> tuple[int, ...]:
        """The days on which a calendar month begins, the first day of the run included."""
        return tuple(day for day in range(self.days) if day == 0 or self.date_of(day).day == 1)


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
