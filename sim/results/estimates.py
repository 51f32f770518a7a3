"""Many replications say how far an answer can be trusted: a mean, and an interval around it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.metric_key import MetricKey
from sim.results.metrics import Bounds, natural_bounds
from sim.results.replications import Measured
from sim.results.survival import FloatArray

CONFIDENCE = 0.95
"""How often an interval of this kind holds the mean of endlessly many replications [share]."""
INTERVAL_METHOD = (
    "Intervals are Student's t over the replications; those of levels are cut off at zero and at 100%, "
    "beyond which no mean can lie."
)
"""What is said of intervals wherever levels are shown."""
UNBOUNDED: Bounds = (-math.inf, math.inf)
"""The bounds of a difference."""


@dataclass(frozen=True)
class Estimate:
    """The mean of one metric over the replications, with its interval."""

    key: MetricKey
    unit: str
    mean: float
    low: float | None
    """Lower end, None with a single replication."""
    high: float | None
    """Upper end, None with a single replication."""
    least: float
    """The lowest value of a replication."""
    most: float
    """The highest value of a replication."""


@dataclass(frozen=True)
class Difference:
    """How far one scenario lies from the baseline, replication by replication with common random numbers."""

    scenario: str
    key: MetricKey
    unit: str
    baseline: float
    """Mean of the baseline."""
    value: float
    """Mean of the scenario."""
    difference: float
    """Mean of the paired differences."""
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Sample:
    """The values of several replications, for the keys that every one of them has."""

    keys: tuple[MetricKey, ...]
    units: tuple[str, ...]
    """The unit of the values of each key."""
    values: FloatArray
    """Shape (replications, keys)."""


def sample(replications: Sequence[Measured]) -> Sample:
    """Put replications side by side; a wait that ended in only some of them would mislead and is left out.

    Args:
        replications: at least one.
    """
    first = replications[0]
    if all(other.keys == first.keys for other in replications):
        return Sample(first.keys, first.units, np.array([one.values for one in replications]))
    tables = [dict(zip(one.keys, one.values.tolist(), strict=True)) for one in replications]
    unit = dict(zip(first.keys, first.units, strict=True))
    shared = tuple(key for key in first.keys if all(key in table for table in tables))
    values = np.array([[table[key] for key in shared] for table in tables])
    return Sample(shared, tuple(unit[key] for key in shared), values)


def estimates(values: Sample) -> tuple[Estimate, ...]:
    """Estimate the level of every metric with its 95% interval, which ends where the metric ends."""
    about = zip(values.keys, values.units, strict=True)
    return _estimates(values, [natural_bounds(key.metric, unit) for key, unit in about])


def mean_changes(values: Sample) -> tuple[Estimate, ...]:
    """Estimate paired changes of metrics with their 95% intervals, which may lie on either side of zero."""
    return _estimates(values, [UNBOUNDED] * len(values.keys))


def _estimates(values: Sample, bounds: Sequence[Bounds]) -> tuple[Estimate, ...]:
    mean, low, high = intervals(values.values, bounds)
    least, most = values.values.min(axis=0).tolist(), values.values.max(axis=0).tolist()
    rows = zip(values.keys, values.units, mean, low, high, least, most, strict=True)
    return tuple(Estimate(*row) for row in rows)


def differences(scenario: str, baseline: Sample, other: Sample) -> tuple[Difference, ...]:
    """Estimate what a scenario changes, with 95% intervals of the paired differences.

    Args:
        scenario: the name of the other scenario.
        baseline: its replications on the seeds 1 to n.
        other: as many replications on the same seeds.
    """
    column = {key: place for place, key in enumerate(baseline.keys)}
    shared = [place for place, key in enumerate(other.keys) if key in column]
    keys, units = [other.keys[place] for place in shared], [other.units[place] for place in shared]
    before = baseline.values[:, [column[key] for key in keys]]
    after = other.values[:, shared]
    change, low, high = intervals(after - before, [UNBOUNDED] * len(keys))
    rows = zip(keys, units, before.mean(axis=0).tolist(), after.mean(axis=0).tolist(), change, low, high, strict=True)
    return tuple(Difference(scenario, *row) for row in rows)


End = list[float] | list[None]


def intervals(values: FloatArray, bounds: Sequence[Bounds]) -> tuple[list[float], End, End]:
    """Give means and the ends of their t-intervals (Student 1908), None for the ends of a single replication.

    An interval is cut off where the number itself ends: the mean of a count cannot lie below zero, so what is cut off
    cannot hold it, and the interval holds it exactly as often as before.

    Args:
        values: shape (replications, numbers).
        bounds: the least and the greatest value that each number can have.
    """
    replications, numbers = values.shape
    mean = values.mean(axis=0)
    if replications == 1:
        return mean.tolist(), [None] * numbers, [None] * numbers
    half = t_quantile(replications - 1) * values.std(axis=0, ddof=1) / np.sqrt(replications)
    least, most = np.array(bounds, np.float64).reshape(numbers, 2).T
    low = np.minimum(np.maximum(mean - half, least), mean)
    high = np.maximum(np.minimum(mean + half, most), mean)
    return mean.tolist(), low.tolist(), high.tolist()


def t_quantile(freedom: int) -> float:
    """Give the value that Student's t stays under, up and down, in 95 of 100 cases.

    Args:
        freedom: degrees of freedom, >= 1.
    """
    from scipy.special import stdtrit  # type: ignore[import-untyped]  # no types; half a second to load

    return float(stdtrit(freedom, 1.0 - (1.0 - CONFIDENCE) / 2.0))
