"""Three simple rules foretell a year with no model at all: last year again, the bare identity, and a straight line."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.base.metric_key import ALL, Dimensions, MetricKey
from sim.results.spans import YEAR

Known = Mapping[MetricKey, float]
"""Published values by metric, group and period."""

_DAYS = 365.0
_CHARTER_FLIGHTS: Dimensions = (("item", "charter_flights"),)
_LINE_YEARS = 3
"""The straight line goes through so many years before the one foretold, at least two of them known [years]."""


@dataclass(frozen=True)
class SimpleRules:
    """What each rule foretells; nothing where it lacks what it needs."""

    last_year: float | None
    identity: float | None
    """From the year's own published numbers: more than the model is told."""
    line: float | None

    def by_name(self) -> dict[str, float | None]:
        """The rules by the names that tables use."""
        return {"last_year": self.last_year, "identity": self.identity, "straight_line": self.line}


def simple_rules(key: MetricKey, known: Known) -> SimpleRules:
    """Foretell a value from what is published, the value itself aside.

    Args:
        key: a metric of the program, its group, and a fiscal year, a half of one or a month.
        known: published values; of the year itself the identity alone reads others than this one.
    """
    before = [known.get(key.at(_earlier(key.period, years))) for years in range(1, _LINE_YEARS + 1)]
    identity = _identity(key, known) if key.dimensions in (ALL, _CHARTER_FLIGHTS) else None
    return SimpleRules(before[0], identity, _line(before))


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
    return _finite(_get(known, "book_ins", period) * _get(known, "detention_stay_days", period) / _DAYS)


def _book_ins(period: str, known: Known) -> float | None:
    return _finite(_get(known, "detained_average", period) * _DAYS / _get(known, "detention_stay_days", period))


def _stay(period: str, known: Known) -> float | None:
    return _finite(_get(known, "detained_average", period) * _DAYS / _get(known, "book_ins", period))


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
