"""History is told by fiscal year, by the two regimes of FY2017 and by month; a metric is read for any of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sim.base.days import fiscal_year
from sim.base.metric_key import ALL, Dimensions, MetricKey
from sim.engine.recording import Recording
from sim.engine.vocabulary import Stock, Tally
from sim.results.measures import Kind
from sim.results.metrics import METRIC
from sim.results.periods import Observed, Period, observed_in

YEAR = "FY"
"""What the name of a fiscal year begins with."""
_YEAR = re.compile(r"FY(\d{4})(H1|H2)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_AGE = "pending_age_days"
_PENDING = tuple(stock for stock in Stock if stock.name.startswith("PENDING_"))


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
            found |= _values(observed_in(recording, period), label, keys)
    return found


def _period(label: str, recording: Recording) -> Period | None:
    span = span_of(label)
    if span is None or not span.lies_in(recording.start, recording.start + timedelta(days=recording.days)):
        return None
    first, end = (span.first - recording.start).days, (span.after - recording.start).days
    return Period(label, first, end, (fiscal_year(span.first),))


def _values(observed: Observed, label: str, wanted: list[MetricKey]) -> dict[MetricKey, float]:
    is_year = label == f"{YEAR}{observed.period.fiscal_years[0]}"
    found: dict[MetricKey, float] = {}
    for metric in dict.fromkeys(key.metric for key in wanted):
        if is_year or (METRIC[metric].kind is not Kind.WAIT and metric != _AGE):
            cells = {cell.dimensions: cell.value for cell in METRIC[metric].formula(observed)}
        else:
            cells = _mean_age(observed) if metric == _AGE else {}
        found |= {key: cells[key.dimensions] for key in wanted if key.metric == metric and key.dimensions in cells}
    return found


def _mean_age(observed: Observed) -> dict[Dimensions, float]:
    """Read the mean age of the pending on the last day of a month; of a fiscal year it is a metric."""
    pending = int(observed.stocks[-1, list(_PENDING)].sum())
    if not pending:
        return {}
    last = observed.period.end - 1
    return {ALL: float(observed.recording.tallies[last, Tally.PENDING_AGE]) / pending}
