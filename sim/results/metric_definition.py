"""What every metric is made of: groups by nationality and class, fiscal years, and a formula over what was recorded."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import product
from typing import NamedTuple

import numpy as np

from sim.base.codes import CLASSES, GROUPS, Nationality, PersonClass
from sim.base.days import fiscal_year
from sim.base.metric_key import ALL, WHOLE, Dimensions, MetricKey, joined_dimensions
from sim.engine.recording import Int32Array, Int64Array, Recording
from sim.engine.vocabulary import Tally


def _class(code: PersonClass) -> tuple[str, str]:
    return ("class", code.name.lower())


def _nationality(code: Nationality) -> tuple[str, str]:
    return ("nationality", code.name.lower())


def _members(nationalities: Iterable[int], classes: Iterable[int]) -> Int64Array:
    row = np.zeros(GROUPS, np.int64)
    row[[nation * CLASSES + kind for nation, kind in product(nationalities, classes)]] = 1
    return row


def _margins() -> tuple[tuple[Dimensions, Int64Array], ...]:
    everyone, every_class = tuple(Nationality), tuple(PersonClass)
    return (
        (ALL, _members(everyone, every_class)),
        *(((_class(kind),), _members(everyone, (kind,))) for kind in every_class),
        *(((_nationality(nation),), _members((nation,), every_class)) for nation in everyone),
        *(
            ((_class(kind), _nationality(nation)), _members((nation,), (kind,)))
            for kind, nation in product(every_class, everyone)
        ),
    )


MARGINS: tuple[Dimensions, ...] = tuple(dims for dims, _ in _margins())
"""The groups by nationality and class that every count of persons is given for: all, one of them, both."""
MEMBERS: Int64Array = np.array([row for _, row in _margins()])
"""Which pairs of nationality and class each margin adds up, shape (len(MARGINS), GROUPS) [0 or 1]."""
SIMPLE = sum(len(dims) <= 1 for dims in MARGINS)
"""The first margins, those of one dimension at most, for metrics with dimensions of their own [groups]."""

NORTHERN_TRIANGLE = (Nationality.GUATEMALA, Nationality.HONDURAS, Nationality.EL_SALVADOR)
"""Guatemala, Honduras and El Salvador."""
FOLLOWED: tuple[tuple[Dimensions, Int64Array], ...] = (
    *zip(MARGINS[:SIMPLE], MEMBERS[:SIMPLE], strict=True),
    *(
        ((_class(kind), ("nationality", name)), _members(nations, (kind,)))
        for name, nations in (("mexico", (Nationality.MEXICO,)), ("northern_triangle", NORTHERN_TRIANGLE))
        for kind in PersonClass
    ),
)
"""The groups whose arrest cohorts are followed: the simple margins, and each class of the two border systems."""


def by_margin(counts: Int64Array) -> Int64Array:
    """Add up counts by nationality and class over every margin.

    Args:
        counts: shape (..., GROUPS).

    Returns:
        shape (..., len(MARGINS)).
    """
    return counts @ MEMBERS.T


IN_MEXICO: Dimensions = (("program", "mexico"),)
"""The group of the docket of people who wait in Mexico."""

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
class PeriodTotals:
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


def totals_by_period(recording: Recording) -> tuple[PeriodTotals, ...]:
    """Add up one replication over each of its periods."""
    return tuple(totals_in(recording, period) for period in periods(recording.start, recording.days))


def totals_in(recording: Recording, period: Period) -> PeriodTotals:
    """Add up one replication over one period."""
    days = slice(period.first, period.end)
    return PeriodTotals(
        recording,
        period,
        flows=recording.flows[days].sum(axis=0, dtype=np.int64),
        stock_days=recording.stocks[days].sum(axis=0, dtype=np.int64),
        tallies=recording.tallies[days].sum(axis=0, dtype=np.int64),
        ledger=recording.ledger[days].sum(axis=0, dtype=np.int64),
    )


class Kind(Enum):
    """How the years of a metric relate to the value of the whole run."""

    SUM = "sum"
    """The run is the sum of the years."""
    AVERAGE = "average"
    """The run is the mean of its days."""
    END = "end"
    """The run is its last day."""
    PEAK = "peak"
    """The run is the highest of the years."""
    SHARE = "share"
    """A quotient of two sums, for the run the quotient of the sums of the run."""
    WAIT = "wait"
    """Days, the mean unless `stat=` says otherwise; for the run over everything that ended in it."""


class Cell(NamedTuple):
    """The value of one group of a metric in one period."""

    dimensions: Dimensions
    value: float
    unit: str = ""
    """Only where it is not the unit of the metric."""


class Row(NamedTuple):
    """One line of the long table of metrics of one replication."""

    key: MetricKey
    value: float
    unit: str


Formula = Callable[[PeriodTotals], Iterable[Cell]]


@dataclass(frozen=True)
class Metric:
    """The declaration of a published number."""

    name: str
    unit: str
    kind: Kind
    definition: str
    """One sentence that says what is counted."""
    formula: Formula


def quotient(part: float, whole: float, dimensions: Dimensions, unit: str = "") -> Iterable[Cell]:
    """Give one value divided by another, or nothing where there is nothing to divide by."""
    if whole:
        yield Cell(dimensions, part / whole, unit)


def count_cells(total: Int64Array, parts: Iterable[tuple[Dimensions, Int64Array]], scale: float) -> Iterator[Cell]:
    """Give the cells of a count of persons: its margins, and each of its own groups.

    Groups of one own dimension are given by nationality and by class too.

    Args:
        total: counts by nationality and class, shape (GROUPS,).
        parts: own dimensions and their counts, each of shape (GROUPS,).
        scale: the share of the world that was simulated.
    """
    for dims, value in zip(MARGINS, by_margin(total).tolist(), strict=True):
        yield Cell(dims, value / scale)
    for own, counts in parts:
        margins = MARGINS[:SIMPLE] if len(own) == 1 else (ALL,)
        for dims, value in zip(margins, (MEMBERS[: len(margins)] @ counts).tolist(), strict=True):
            yield Cell(joined_dimensions(own, dims), value / scale)
