"""Means over replications with Student's t intervals, paired differences, and what common random numbers gain."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.draws import FloatArray
from sim.base.metric_key import MetricKey
from sim.results.metrics import Bounds, natural_bounds
from sim.results.replications import ReplicationMetrics

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


def sample(replications: Sequence[ReplicationMetrics]) -> Sample:
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


RESOLVED = 0.01
"""A difference of this part of the baseline is what a reader would like to see [share]."""
_MOST = 1_000_000
"""Beyond this nobody would go [replications]."""


@dataclass(frozen=True)
class Pairing:
    """What common random numbers does for one number of a comparison."""

    scenario: str
    key: MetricKey
    reduction: float | None
    """Variance of the difference with independent draws, against that of the paired difference; None where the
    paired difference never varies [ratio]."""
    visible: float | None
    """The least difference that these replications would have shown: the half-width of the interval; None with a
    single replication."""
    needed: int | None
    """Replications after which the half-width is RESOLVED of the baseline; None where that is not known or beyond
    all reach [replications]."""


def pairings(scenario: str, baseline: Sample, other: Sample, wanted: Sequence[MetricKey]) -> tuple[Pairing, ...]:
    """Say of some numbers how much pairing gains, and how many replications would be needed.

    Args:
        scenario: the name of the other scenario.
        baseline: its replications on the seeds 1 to n.
        other: as many on the same seeds.
        wanted: the numbers; those that are not in both are left out.
    """
    columns = [{key: place for place, key in enumerate(values.keys)} for values in (baseline, other)]
    shared = [key for key in wanted if all(key in column for column in columns)]
    return tuple(
        _pairing(scenario, key, baseline.values[:, columns[0][key]], other.values[:, columns[1][key]]) for key in shared
    )


def _pairing(scenario: str, key: MetricKey, before: np.ndarray, after: np.ndarray) -> Pairing:
    if len(before) == 1:
        return Pairing(scenario, key, None, None, None)
    paired = float(np.var(after - before, ddof=1))
    independent = float(np.var(before, ddof=1) + np.var(after, ddof=1))
    half = t_quantile(len(before) - 1) * math.sqrt(paired / len(before))
    aim = RESOLVED * abs(float(before.mean()))
    reduction = independent / paired if paired > 0 else None
    return Pairing(scenario, key, reduction, half, replications_for(math.sqrt(paired), aim))


def replications_for(deviation: float, half_width: float) -> int | None:
    """Say how many replications make an interval so narrow; None where no number in reach does.

    Args:
        deviation: standard deviation between replications.
        half_width: half of the width wanted, > 0, in the same unit.
    """
    if half_width <= 0:
        return None
    count = max(2, math.ceil(_normal(deviation / half_width)))
    while count <= _MOST:
        needed = math.ceil((t_quantile(count - 1) * deviation / half_width) ** 2)
        if needed <= count:
            return count
        count = max(count + 1, min(needed, 2 * count))
    return None


def _normal(ratio: float) -> float:
    """The number that endless degrees of freedom would give, from which the search starts."""
    return float((t_quantile(_MOST) * ratio) ** 2)
