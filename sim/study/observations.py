"""Published values of a stretch of history, their sums over months, and naive forecasts made from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from sim.base.days import DAYS_A_YEAR
from sim.base.metric_key import ALL, WHOLE, Dimensions, MetricKey
from sim.data.published import Meaning, Meanings, Published, Role, Use, measured_rows, value_of_row
from sim.data.seeds import Observation
from sim.results.metric_definition import Kind
from sim.results.metrics import METRIC, YEAR, Span, order_of, span_of

Known = Mapping[MetricKey, float]
"""Published values by metric, group and period."""

_CHARTER_FLIGHTS: Dimensions = (("item", "charter_flights"),)
_LINE_YEARS = 3
"""The straight line goes through so many years before the one foretold, at least two of them known [years]."""


LAST_TRUTH = 2017
"""Shipped series check no fiscal year after this one [year]."""
_REGIMES = (f"{YEAR}{LAST_TRUTH}H1", f"{YEAR}{LAST_TRUTH}H2")
"""The two halves of the last year are two regimes, and are told apart."""
_IMPOSED = "court_receipts"
"""An input only where the user brings it."""
_USES = {Role.INPUT: Use.INPUT, Role.TRUTH: Use.CHECK, Role.HISTORY: Use.CHECK}
_ORDER = tuple(METRIC)


@dataclass(frozen=True)
class NaiveForecasts:
    """What each rule foretells; nothing where it lacks what it needs."""

    last_year: float | None
    identity: float | None
    """From the year's own published numbers: more than the model is told."""
    line: float | None

    def by_name(self) -> dict[str, float | None]:
        """The rules by the names that tables use."""
        return {"last_year": self.last_year, "identity": self.identity, "straight_line": self.line}


def naive_forecasts(key: MetricKey, known: Known) -> NaiveForecasts:
    """Foretell a value from what is published, the value itself aside.

    Args:
        key: a metric of the program, its group, and a fiscal year, a half of one or a month.
        known: published values; of the year itself the identity alone reads others than this one.
    """
    before = [known.get(key.at(_earlier(key.period, years))) for years in range(1, _LINE_YEARS + 1)]
    identity = _identity(key, known) if key.dimensions in (ALL, _CHARTER_FLIGHTS) else None
    return NaiveForecasts(before[0], identity, _line(before))


def _earlier(period: str, years: int) -> str:
    """The same year, half or month so many years before."""
    if period.startswith(YEAR):
        return f"{YEAR}{int(period[2:6]) - years}{period[6:]}"
    return f"{int(period[:4]) - years}{period[4:]}"


def _line(before: list[float | None]) -> float | None:
    """Draw the least-squares line through the years before; nothing with fewer than two."""
    points = [(-years, value) for years, value in enumerate(before, start=1) if value is not None]
    if len(points) < 2:
        return None
    level = float(np.polyfit([x for x, _ in points], [y for _, y in points], 1)[1])
    return max(level, 0.0)


def _identity(key: MetricKey, known: Known) -> float | None:
    rule = _IDENTITIES.get(key.metric)
    return rule(key.period, known) if rule and key.period.startswith(YEAR) else None


def _get(known: Known, metric: str, period: str, dimensions: Dimensions = ALL) -> float:
    """A published value, or not-a-number, which makes all that follows from it unknown."""
    return known.get(MetricKey(metric, dimensions, period), float("nan"))


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _pending(period: str, known: Known) -> float | None:
    before = _get(known, "court_pending", _earlier(period, 1))
    return _finite(before + _get(known, "court_receipts", period) - _get(known, "court_completions", period))


def _completions(period: str, known: Known) -> float | None:
    start = _get(known, "court_pending", _earlier(period, 1))
    return _finite(start + _get(known, "court_receipts", period) - _get(known, "court_pending", period))


def _receipts(period: str, known: Known) -> float | None:
    start, end = _get(known, "court_pending", _earlier(period, 1)), _get(known, "court_pending", period)
    return _finite(end - start + _get(known, "court_completions", period))


def _population(period: str, known: Known) -> float | None:
    return _finite(_get(known, "book_ins", period) * _get(known, "detention_stay_days", period) / DAYS_A_YEAR)


def _book_ins(period: str, known: Known) -> float | None:
    return _finite(_get(known, "detained_average", period) * DAYS_A_YEAR / _get(known, "detention_stay_days", period))


def _stay(period: str, known: Known) -> float | None:
    return _finite(_get(known, "detained_average", period) * DAYS_A_YEAR / _get(known, "book_ins", period))


def _fear(period: str, known: Known) -> float | None:
    outcomes = ("positive", "negative", "closed")
    return _finite(sum(_get(known, "fear_screenings", period, (("outcome", outcome),)) for outcome in outcomes))


def _flight_hours(period: str, known: Known) -> float | None:
    before = _earlier(period, 1)
    per_mission = _get(known, "flight_hours", before) / _get(known, "flights", before)
    return _finite(_get(known, "flights", period) * per_mission)


def _flights(period: str, known: Known) -> float | None:
    before, by_charter = _earlier(period, 1), (("mode", "charter"),)
    per_mission = _get(known, "removals", before, by_charter) / _get(known, "flights", before)
    return _finite(_get(known, "removals", period, by_charter) / per_mission)


def _flight_cost(period: str, known: Known) -> float | None:
    before = _earlier(period, 1)
    per_hour = _get(known, "cost_usd", before, _CHARTER_FLIGHTS) / _get(known, "flight_hours", before)
    return _finite(_get(known, "flight_hours", period) * per_hour)


_IDENTITIES = {
    "court_pending": _pending,
    "court_completions": _completions,
    "court_receipts": _receipts,
    "detained_average": _population,
    "book_ins": _book_ins,
    "detention_stay_days": _stay,
    "fear_screenings": _fear,
    "flights": _flights,
    "flight_hours": _flight_hours,
    "cost_usd": _flight_cost,
}
"""The bookkeeping that ties a metric to the others of its year."""


def published_by_series(rows: Iterable[Observation], meanings: Meanings) -> tuple[Published, ...]:
    """Turn rows of series into published values of metrics, in the order of the rows."""
    return tuple(_published(*one) for one in measured_rows(rows, meanings))


def _published(meaning: Meaning, period: str, row: Observation) -> Published:
    value, source = value_of_row(row), row.source_title or row.source_url
    use, unit = _USES[meaning.role], METRIC[meaning.metric].unit
    note = row.note
    return Published(meaning.metric, meaning.group, period, value, value, value, unit, row.quality, use, source, note)


def shipped_history(rows: Iterable[Observation], meanings: Meanings) -> tuple[Published, ...]:
    """Turn shipped series into published values; of the years held back only inputs are taken."""
    published = published_by_series(rows, meanings)
    kept = (one for one in published if one.use is Use.INPUT or year_of(one.period) <= LAST_TRUTH)
    return tuple(replace(one, use=Use.CHECK) if one.metric == _IMPOSED else one for one in kept)


def joined(*sources: Iterable[Published]) -> tuple[Published, ...]:
    """Put published values together; an earlier source stands before a later one."""
    by_key: dict[MetricKey, Published] = {}
    for one in (one for source in sources for one in source):
        by_key.setdefault(one.key, one)
    return tuple(by_key.values())


def with_sums(values: Sequence[Published]) -> tuple[Published, ...]:
    """Add years and the two halves of FY2017 where every month of them is known and they are not."""
    known = {one.key: one for one in values}
    added = []
    for run in dict.fromkeys(one.key.at(WHOLE) for one in values):
        months = [one for one in values if one.key.at(WHOLE) == run and one.period[0] != YEAR[0]]
        years = sorted({f"{YEAR}{year_of(one.period)}" for one in months})
        for label in (*years, *_REGIMES):
            if months and run.at(label) not in known:
                added += _summed(label, {one.period: one for one in months})
    return (*values, *added)


def _summed(label: str, months: dict[str, Published]) -> list[Published]:
    """Add up or average the months of a period; nothing where one is missing or the metric is neither."""
    span = span_of(label)
    inside = [] if span is None else [span_of(month) for month in _months(span)]
    parts = [(months.get(one.label), (one.after - one.first).days) for one in inside if one]
    some = next(iter(months.values()))
    kind = METRIC[some.metric].kind
    if not parts or any(one is None for one, _ in parts) or kind not in (Kind.SUM, Kind.AVERAGE):
        return []
    days = [length for _, length in parts]
    whole = sum(days) if kind is Kind.AVERAGE else 1
    weights = days if kind is Kind.AVERAGE else [1] * len(days)
    value, low, high = (
        sum(weight * each for weight, each in zip(weights, column, strict=True)) / whole
        for column in zip(*((one.value, one.low, one.high) for one, _ in parts if one), strict=True)
    )
    return [replace(some, period=label, value=value, low=low, high=high, note="from its months")]


def _months(span: Span) -> list[str]:
    first = span.first
    count = (span.after.year - first.year) * 12 + span.after.month - first.month
    places = (first.year * 12 + first.month - 1 + ahead for ahead in range(count))
    return [f"{place // 12}-{place % 12 + 1:02d}" for place in places]


def scored_in(values: Iterable[Published], first: date, after: date) -> tuple[Published, ...]:
    """Choose what is compared: whatever lies between two dates; of inputs by group only whole years.

    Args:
        values: everything known.
        first: the first day compared.
        after: the day after the last.
    """
    chosen = []
    for one in values:
        span = span_of(one.period)
        is_detail = one.use is Use.INPUT and one.group != WHOLE and not one.fiscal_year.isdigit()
        if span is not None and span.lies_in(first, after) and not is_detail:
            chosen.append(one)
    return tuple(sorted(chosen, key=lambda one: (order_of(one.period)[0], _place(one.metric), one.group, one.period)))


def known_values(values: Iterable[Published]) -> Known:
    """Index published values for the simple rules."""
    return {one.key: one.value for one in values}


def _place(metric: str) -> int:
    return _ORDER.index(metric)


def year_of(period: str) -> int:
    """The fiscal year of a period."""
    if period.startswith(YEAR):
        return int(period[2:6])
    year, month = period.split("-")
    return int(year) + (int(month) >= 10)
