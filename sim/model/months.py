"""The calendar months that a run touches."""

from dataclasses import dataclass
from datetime import date

from sim.base.days import Clock

_DECEMBER = 12


@dataclass(frozen=True)
class Month:
    """A calendar month in days of the run; it may begin before the run and end after it."""

    label: str
    first: int
    """First day, negative if before the run [day]."""
    end: int
    """The day after the last [day]."""


def months_of(clock: Clock) -> tuple[Month, ...]:
    """List the months of a run in order."""
    months: list[Month] = []
    year, number = clock.start.year, clock.start.month
    while True:
        first = clock.day(date(year, number, 1))
        following = date(year + number // _DECEMBER, number % _DECEMBER + 1, 1)
        if first >= clock.days:
            return tuple(months)
        months.append(Month(f"{year:04d}-{number:02d}", first, clock.day(following)))
        year, number = following.year, following.month
