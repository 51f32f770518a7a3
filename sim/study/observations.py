"""What is known of a stretch of history: published values, what a user brings, and sums over their months."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sim.base.metric_key import WHOLE, MetricKey
from sim.data.published import Meaning, Meanings, Published, Role, Use, told, value_of_row
from sim.data.seeds import Observation
from sim.results.measures import Kind
from sim.results.metrics import METRIC
from sim.results.spans import YEAR, Span, order_of, span_of
from sim.study.naive_forecasts import Known

LAST_TRUTH = 2017
"""Shipped series check no fiscal year after this one [year]."""
_REGIMES = (f"{YEAR}{LAST_TRUTH}H1", f"{YEAR}{LAST_TRUTH}H2")
"""The two halves of the last year are two regimes, and are told apart."""
_IMPOSED = "court_receipts"
"""An input only where the user brings it."""
_USES = {Role.INPUT: Use.INPUT, Role.TRUTH: Use.CHECK, Role.HISTORY: Use.CHECK}


def published_by_series(rows: Iterable[Observation], meanings: Meanings) -> tuple[Published, ...]:
    """Turn rows of series into published values of metrics, in the order of the rows."""
    return tuple(_published(*one) for one in told(rows, meanings))


def _published(meaning: Meaning, period: str, row: Observation) -> Published:
    value, source = value_of_row(row), row.source_title or row.source_url
    use, unit = _USES[meaning.role], METRIC[meaning.metric].unit
    note = row.note
    return Published(meaning.metric, meaning.group, period, value, value, value, unit, row.quality, use, source, note)


def shipped_history(rows: Iterable[Observation], meanings: Meanings) -> tuple[Published, ...]:
    """Turn shipped series into published values; of the years held back only inputs are taken."""
    found = published_by_series(rows, meanings)
    kept = (one for one in found if one.use is Use.INPUT or year_of(one.period) <= LAST_TRUTH)
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


_ORDER = tuple(METRIC)


def _place(metric: str) -> int:
    return _ORDER.index(metric)


def year_of(period: str) -> int:
    """The fiscal year of a period."""
    if period.startswith(YEAR):
        return int(period[2:6])
    year, month = period.split("-")
    return int(year) + (int(month) >= 10)
