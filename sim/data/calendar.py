"""Federal working days: weekdays that are no legal holidays (5 U.S.C. 6103)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.base.days import Clock, fiscal_year, length_of_run
from sim.data.seeds import read_rows
from sim.data.tree import Findings, Mark

HOLIDAYS = "calendar/us_federal_holidays.csv"
"""The table of holidays, below seeds/."""
_COLUMNS = ("date", "name")


@dataclass(frozen=True)
class Holidays:
    """The days off of federal offices, weekends aside, in whole fiscal years."""

    dates: tuple[date, ...]

    @property
    def first(self) -> date:
        """The first day that the table covers."""
        return date(fiscal_year(self.dates[0]) - 1, 10, 1)

    @property
    def last(self) -> date:
        """The last day that the table covers."""
        return date(fiscal_year(self.dates[-1]), 9, 30)

    def covers(self, start: date, years: int) -> bool:
        """Whether the table covers every day of a run."""
        return self.first <= start and end_of_run(start, years) <= self.last


def end_of_run(start: date, years: int) -> date:
    """The last day of a run."""
    return start + timedelta(days=length_of_run(start, years) - 1)


def read_holidays(seeds: Path, findings: Findings) -> Holidays | None:
    """Read the table of holidays; nothing if it has no usable row."""
    shown = f"seeds/{HOLIDAYS}"
    dates = []
    for row in read_rows(seeds / HOLIDAYS, shown, columns=_COLUMNS, findings=findings):
        try:
            dates.append(date.fromisoformat(row.cells[0]))
        except ValueError:
            findings.add(Mark(shown, row.line, 1), "date", found=repr(row.cells[0]), expected="a date")
    return Holidays(tuple(sorted(dates))) if dates else None


def clock(start: date, years: int, days_off: Collection[date]) -> Clock:
    """Lay out the days of a run.

    Args:
        start: first day.
        years: length of the run, >= 1.
        days_off: legal holidays; weekends are off in any case.
    """
    days = length_of_run(start, years)
    holidays = np.array(sorted(days_off), "datetime64[D]")
    dates = np.datetime64(start, "D") + np.arange(days)
    fiscal_years = range(fiscal_year(start), fiscal_year(end_of_run(start, years)) + 1)
    working_days = {year: _working_days(year, holidays) for year in fiscal_years}
    return Clock(start, days, np.is_busday(dates, holidays=holidays), working_days)


def _working_days(year: int, holidays: NDArray[np.datetime64]) -> int:
    """Count the federal working days of a whole fiscal year."""
    first, after = np.datetime64(f"{year - 1}-10-01"), np.datetime64(f"{year}-10-01")
    return int(np.busday_count(first, after, holidays=holidays))
