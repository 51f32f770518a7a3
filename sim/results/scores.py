"""Prediction intervals from replications, and the weighted interval score of a forecast."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from sim.results.metrics import Bounds

LEVELS = (0.5, 0.8, 0.95)
"""The central intervals that are scored [share]."""


@dataclass(frozen=True)
class Forecast:
    """What several replications foretell of one value; intervals are for the value, not for the mean."""

    mean: float
    ends: tuple[tuple[float, float], ...]
    """Lower and upper end of the interval of each level; none with a single replication."""

    @property
    def widest(self) -> tuple[float | None, float | None]:
        """The ends of the widest interval."""
        return self.ends[-1] if self.ends else (None, None)


@dataclass(frozen=True)
class Score:
    """How one forecast did."""

    error: float | None
    """Forecast over truth, less one; None where the truth is zero [share]."""
    wis: float | None
    """Weighted interval score over the size of the truth [share]."""
    covered: tuple[bool, ...]
    """Whether the interval of each level and the range of the published value overlap."""


def forecast(values: Sequence[float], bounds: Bounds) -> Forecast:
    """Make prediction intervals from replications, mean +- t x s x sqrt(1 + 1/n), cut off where the number ends.

    Args:
        values: one for each replication, shape (n,), n >= 1.
        bounds: the least and the greatest value that the number can have.
    """
    numbers = np.asarray(values, np.float64)
    mean, count = float(numbers.mean()), len(numbers)
    if count == 1:
        return Forecast(mean, ())
    spread = float(numbers.std(ddof=1)) * sqrt(1.0 + 1.0 / count)
    least, most = bounds
    halves = [_quantile(level, count - 1) * spread for level in LEVELS]
    return Forecast(mean, tuple((max(mean - half, least), min(mean + half, most)) for half in halves))


def score(found: Forecast, truth: float, low: float, high: float) -> Score:
    """Score a forecast against a published value.

    Args:
        found: the forecast.
        truth: the published value.
        low: the least that the published value may mean.
        high: the most that it may mean.
    """
    error = found.mean / truth - 1.0 if truth else None
    covered = tuple(below <= high and low <= above for below, above in found.ends)
    wis = weighted_interval_score(found, truth) / abs(truth) if truth and found.ends else None
    return Score(error, wis, covered)


def weighted_interval_score(found: Forecast, truth: float) -> float:
    """Give the weighted interval score (Bracher, Ray, Gneiting and Reich 2021, equation 1); small is good.

    Args:
        found: a forecast with intervals.
        truth: what it foretold.
    """
    total = 0.5 * abs(truth - found.mean)
    for level, (low, high) in zip(LEVELS, found.ends, strict=True):
        alpha = 1.0 - level
        outside = max(low - truth, 0.0) + max(truth - high, 0.0)
        total += alpha / 2.0 * (high - low) + outside
    return total / (len(LEVELS) + 0.5)


def _quantile(level: float, freedom: int) -> float:
    from scipy.special import stdtrit  # type: ignore[import-untyped]  # no types; half a second to load

    return float(stdtrit(freedom, (1.0 + level) / 2.0))
