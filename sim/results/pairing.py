"""Scenarios share their draws: that makes differences plainer, and what still cannot be seen is said with its price."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.metric_key import MetricKey
from sim.results.estimates import Sample, t_quantile

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
