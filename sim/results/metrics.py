"""The numbers that are published: every metric of a run, and their long table for one replication."""

import math
from collections.abc import Iterator

from sim.base.metric_key import MetricKey
from sim.engine.recording import Recording
from sim.results.capacity_metrics import CAPACITY_METRICS
from sim.results.cohort_metrics import COHORT_SHARE
from sim.results.cost_metrics import COST_METRICS
from sim.results.flow_metrics import FEAR_POSITIVE_SHARE, FLOW_METRICS
from sim.results.measures import Kind, Metric, Row
from sim.results.periods import Observed, observe
from sim.results.stock_metrics import STOCK_METRICS
from sim.results.wait_metrics import WAIT_METRICS

METRICS: tuple[Metric, ...] = (
    *FLOW_METRICS,
    FEAR_POSITIVE_SHARE,
    *STOCK_METRICS,
    *WAIT_METRICS,
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
    return tuple(row for observed in observe(recording) for metric in METRICS for row in _rows(metric, observed))


def _rows(metric: Metric, observed: Observed) -> Iterator[Row]:
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
    return (0.0, 1.0 if unit == "share" and metric not in _OVERFULL else math.inf)
