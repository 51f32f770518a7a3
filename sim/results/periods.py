"""Results are told by federal fiscal year, and for the whole run as `all`."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from sim.base.days import fiscal_year
from sim.base.metric_key import WHOLE
from sim.engine.recording import Int32Array, Recording
from sim.engine.vocabulary import Tally
from sim.results.groups import Int64Array

_OCTOBER = 10
_PARTIAL = "-partial"


@dataclass(frozen=True)
class Period:
    """Days of the run that are reported together."""

    label: str
    """The fiscal year, followed by `-partial` where some of its days lie outside the run; `all` for the run."""
    first: int
    """First day [days]."""
    end: int
    """The day after the last [days]."""
    fiscal_years: tuple[int, ...]

    @property
    def days(self) -> int:
        """Length of the period [days]."""
        return self.end - self.first

    @property
    def is_whole_run(self) -> bool:
        """Whether this is the period `all`."""
        return self.label == WHOLE


def periods(start: date, days: int) -> tuple[Period, ...]:
    """List the fiscal years that a run touches, in order, and then the whole run.

    Args:
        start: first day of the run.
        days: length of the run, >= 1.
    """
    last = start + timedelta(days=days - 1)
    years = tuple(range(fiscal_year(start), fiscal_year(last) + 1))
    return (*(_year(year, start, days) for year in years), Period(WHOLE, 0, days, years))


def _year(year: int, start: date, days: int) -> Period:
    first = (date(year - 1, _OCTOBER, 1) - start).days
    end = (date(year, _OCTOBER, 1) - start).days
    is_whole = first >= 0 and end <= days
    return Period(f"{year}{'' if is_whole else _PARTIAL}", max(first, 0), min(end, days), (year,))


@dataclass(frozen=True)
class Observed:
    """What one replication recorded in one period, added up once for all metrics."""

    recording: Recording
    period: Period
    flows: Int64Array
    """Events of the period, shape (Flow, GROUPS) [persons]."""
    stock_days: Int64Array
    """Sum of the daily stocks, shape (Stock, GROUPS) [person-days]."""
    tallies: Int64Array
    """Sums of the period, shape (Tally,)."""
    ledger: Int64Array
    """Costs of the period, shape (LEDGER,) [cents]."""

    @property
    def scale(self) -> float:
        """The share of the world that was simulated [share]."""
        return self.recording.scale

    @property
    def stocks(self) -> Int32Array:
        """Persons present at the end of each day of the period, shape (days, Stock, GROUPS) [persons]."""
        return self.recording.stocks[self.period.first : self.period.end]

    def daily(self, tally: Tally) -> Int64Array:
        """A tally on each day of the period, shape (days,)."""
        return self.recording.tallies[self.period.first : self.period.end, tally]


def observe(recording: Recording) -> tuple[Observed, ...]:
    """Add up one replication over each of its periods."""
    return tuple(observed_in(recording, period) for period in periods(recording.start, recording.days))


def observed_in(recording: Recording, period: Period) -> Observed:
    """Add up one replication over one period."""
    days = slice(period.first, period.end)
    return Observed(
        recording,
        period,
        flows=recording.flows[days].sum(axis=0, dtype=np.int64),
        stock_days=recording.stocks[days].sum(axis=0, dtype=np.int64),
        tallies=recording.tallies[days].sum(axis=0, dtype=np.int64),
        ledger=recording.ledger[days].sum(axis=0, dtype=np.int64),
    )
