"""Every published metric of a run, by fiscal year and for the run, and a few of them for any period of history.

History is published by fiscal year, by the two halves of FY2017 before and after the memos took hold, and by month.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sim.base.days import fiscal_year
from sim.base.metric_key import ALL, Dimensions, MetricKey
from sim.engine.recording import Recording
from sim.engine.vocabulary import Tally
from sim.results.flow_metrics import FEAR_POSITIVE_SHARE, FLOW_METRICS
from sim.results.metric_definition import Kind, Metric, Period, PeriodTotals, Row, totals_by_period, totals_in
from sim.results.mexico_metrics import MEXICO_METRICS, PER_HUNDRED
from sim.results.resource_metrics import CAPACITY_METRICS, COST_METRICS
from sim.results.stock_metrics import PENDING, STOCK_METRICS
from sim.results.wait_metrics import COHORT_SHARE, WAIT_METRICS

METRICS: tuple[Metric, ...] = (
    *FLOW_METRICS,
    FEAR_POSITIVE_SHARE,
    *STOCK_METRICS,
    *WAIT_METRICS,
    *MEXICO_METRICS,
    *CAPACITY_METRICS,
    *COST_METRICS,
    COHORT_SHARE,
)
"""Every published metric, in the order of the tables."""

METRIC: dict[str, Metric] = {metric.name: metric for metric in METRICS}
"""The metrics by name."""

SMALLEST_RELIABLE = 0.05
"""Below this scale a handful of aircraft stands for the fleet [share]."""
_UNRELIABLE = ("flights", "flight_hours", "seats_filled_share")
_SIGNED = ("court_pending_change",)
"""Metrics that may be below zero; all others count persons, things, days or dollars that there are."""
_OVERFULL = ("utilisation",)
"""Shares that may exceed one: a hold room takes in more than it has places for."""

Bounds = tuple[float, float]
"""The least and the greatest value that a number can have."""


def measure(recording: Recording) -> tuple[Row, ...]:
    """Compute every metric of one replication, by fiscal year and for the whole run."""
    return tuple(
        row for observed in totals_by_period(recording) for metric in METRICS for row in _rows(metric, observed)
    )


def _rows(metric: Metric, observed: PeriodTotals) -> Iterator[Row]:
    label = observed.period.label
    for cell in metric.formula(observed):
        yield Row(MetricKey(metric.name, cell.dimensions, label), cell.value, cell.unit or metric.unit)


def unit_of(key: MetricKey) -> str:
    """Give the unit of a number: that of its metric, but a share in groups that are told as one."""
    return "share" if _is_share(key) else METRIC[key.metric].unit


def adds_up(key: MetricKey) -> bool:
    """Say whether the value of the run is the sum of its years, so that it can be told per year."""
    return METRIC[key.metric].kind is Kind.SUM and not _is_share(key)


def _is_share(key: MetricKey) -> bool:
    return any(name == "share" for name, _ in key.dimensions)


def is_reliable(metric: str, scale: float) -> bool:
    """Say whether a metric of the whole population can be trusted at a scale; small groups are never at a small one."""
    return scale >= SMALLEST_RELIABLE or metric not in _UNRELIABLE


def natural_bounds(metric: str, unit: str) -> Bounds:
    """Say between which values a number must lie: counts, times and costs from zero on, shares from zero to one.

    Args:
        metric: its name.
        unit: of the number itself, which in some groups is another than that of the metric.
    """
    if metric in _SIGNED:
        return (-math.inf, math.inf)
    if unit == PER_HUNDRED:
        return (0.0, 100.0)
    return (0.0, 1.0 if unit == "share" and metric not in _OVERFULL else math.inf)


YEAR = "FY"
"""What the name of a fiscal year begins with."""
_YEAR = re.compile(r"FY(\d{4})(H1|H2)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_AGE = "pending_age_days"
_OF_YEARS = ("outcome_per_100_returned",)
"""Metrics that are known for fiscal years alone, as waits are."""


@dataclass(frozen=True)
class Span:
    """Days that history tells together."""

    label: str
    first: date
    after: date
    """The day after the last."""

    @property
    def is_year(self) -> bool:
        """Whether this is a whole fiscal year."""
        return self.label == f"{YEAR}{fiscal_year(self.first)}"

    def lies_in(self, first: date, after: date) -> bool:
        """Whether every day of it lies between two dates, the second excluded."""
        return first <= self.first and self.after <= after


def span_of(label: str) -> Span | None:
    """Find the days of a period by its name; nothing if the name is none.

    >>> span_of("FY2017H1").after.isoformat(), span_of("2016-12").after.isoformat(), span_of("2016-13")
    ('2017-02-01', '2017-01-01', None)
    """
    if found := _YEAR.fullmatch(label):
        year, half = int(found[1]), found[2]
        middle = date(year, 2, 1)
        first = middle if half == "H2" else date(year - 1, 10, 1)
        return Span(label, first, middle if half == "H1" else date(year, 10, 1))
    if (found := _MONTH.fullmatch(label)) and 1 <= int(found[2]) <= 12:
        first = date(int(found[1]), int(found[2]), 1)
        return Span(label, first, (first + timedelta(days=31)).replace(day=1))
    return None


def order_of(label: str) -> tuple[int, str]:
    """Put years first, then halves, then months, each in order."""
    if not label.startswith(YEAR):
        return (2, label)
    return (int(label[-2] == "H"), label)


def values_in(recording: Recording, wanted: Iterable[MetricKey]) -> dict[MetricKey, float]:
    """Read metrics of one replication for periods of any length; what was not played is left out.

    Args:
        recording: what was played.
        wanted: the key of each value; metrics of waits are known for fiscal years alone.
    """
    by_period: dict[str, list[MetricKey]] = {}
    for key in wanted:
        by_period.setdefault(key.period, []).append(key)
    found: dict[MetricKey, float] = {}
    for label, keys in by_period.items():
        period = _period(label, recording)
        if period is not None:
            found |= _values(totals_in(recording, period), label, keys)
    return found


def _period(label: str, recording: Recording) -> Period | None:
    span = span_of(label)
    if span is None or not span.lies_in(recording.start, recording.start + timedelta(days=recording.days)):
        return None
    first, end = (span.first - recording.start).days, (span.after - recording.start).days
    return Period(label, first, end, (fiscal_year(span.first),))


def _values(observed: PeriodTotals, label: str, wanted: list[MetricKey]) -> dict[MetricKey, float]:
    is_year = label == f"{YEAR}{observed.period.fiscal_years[0]}"
    found: dict[MetricKey, float] = {}
    for metric in dict.fromkeys(key.metric for key in wanted):
        if is_year or (METRIC[metric].kind is not Kind.WAIT and metric not in (_AGE, *_OF_YEARS)):
            cells = {cell.dimensions: cell.value for cell in METRIC[metric].formula(observed)}
        else:
            cells = _mean_age(observed) if metric == _AGE else {}
        found |= {key: cells[key.dimensions] for key in wanted if key.metric == metric and key.dimensions in cells}
    return found


def _mean_age(observed: PeriodTotals) -> dict[Dimensions, float]:
    """Read the mean age of the pending on the last day of a month; of a fiscal year it is a metric."""
    pending = int(observed.stocks[-1, list(PENDING)].sum())
    if not pending:
        return {}
    last = observed.period.end - 1
    return {ALL: float(observed.recording.tallies[last, Tally.PENDING_AGE]) / pending}
