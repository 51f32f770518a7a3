"""What one replication leaves behind: whole numbers by day, group and kind."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Int64Array = NDArray[np.int64]
Int32Array = NDArray[np.int32]


@dataclass(frozen=True)
class WaitTable:
    """Spells of waiting, as counts of persons with equal columns; all arrays have shape (n,)."""

    queue: Int32Array
    """Code of Queue."""
    group: Int32Array
    """Nationality x CLASSES + class."""
    stream: Int32Array
    """Code of Stream for stays in beds of ICE, 0 for other waits."""
    fiscal_year: Int32Array
    """Fiscal year in which the spell ended, or the last of the run if it had not ended."""
    cause: Int32Array
    """Code of Cause; STILL_WAITING marks a spell that the end of the run cut off."""
    entry: Int32Array
    """Age of the spell when observation began: 0, or more for the stock of day 0 [days]."""
    exit: Int32Array
    """Age of the spell at its end [days]."""
    count: Int64Array
    """Persons with this spell [persons]."""


@dataclass(frozen=True)
class AgeTable:
    """Ages of the pending court cases at the end of each fiscal year; all arrays have shape (n,)."""

    fiscal_year: Int32Array
    docket: Int32Array
    """Code of Docket."""
    age: Int32Array
    """Days since filing [days]."""
    count: Int64Array
    """Cases of this age [cases]."""


@dataclass(frozen=True)
class CohortTable:
    """Status of arrest cohorts, shape (fiscal years, COHORT_MONTHS, CohortStatus, GROUPS) [persons]."""

    fiscal_years: tuple[int, ...]
    counts: Int64Array
    """-1 where the run ended before the whole cohort reached that age."""


@dataclass(frozen=True)
class Recording:
    """Everything that is kept of one replication."""

    start: date
    scale: float
    """The share of the world that was simulated; sums are divided by it when reported [share]."""
    flows: Int32Array
    """Events, shape (days, Flow, GROUPS) [persons]."""
    stocks: Int32Array
    """Persons present at the end of each day, shape (days, Stock, GROUPS) [persons]."""
    tallies: Int64Array
    """Daily sums of Tally, shape (days, Tally)."""
    ledger: Int64Array
    """Daily costs, shape (days, LEDGER) [cents]."""
    waits: WaitTable
    ages: AgeTable
    cohorts: CohortTable
    person_rows: int
    """Rows in the table of persons at the end [rows]."""
    unread: tuple[str, ...]
    """Paths of scenario parameters that no process asked for."""

    @property
    def days(self) -> int:
        """Length of the run [days]."""
        return int(self.flows.shape[0])
