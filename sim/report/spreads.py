"""Replications scatter: a mean says little without the interval around it."""

from dataclasses import dataclass

import numpy as np

from sim.results.estimates import UNBOUNDED, intervals
from sim.results.metrics import Bounds
from sim.results.survival import FloatArray


@dataclass(frozen=True)
class Spread:
    """A mean over the replications with its 95% interval."""

    mean: float
    low: float | None
    """Lower end, None with a single replication."""
    high: float | None
    values: FloatArray
    """One value for each replication, shape (replications,)."""

    @property
    def holds_zero(self) -> bool:
        """Whether zero lies in the interval; without an interval it may."""
        return self.low is None or self.high is None or self.low <= 0.0 <= self.high

    @property
    def is_nothing(self) -> bool:
        """Whether every replication says zero."""
        return not np.any(self.values)

    @property
    def reach(self) -> float:
        """The end of the interval that lies farther from zero."""
        return max(abs(self.low or 0.0), abs(self.high or 0.0), abs(self.mean))

    def times(self, factor: float) -> "Spread":
        """Give the same in another unit; the factor is above zero."""
        low, high = (None if end is None else end * factor for end in (self.low, self.high))
        return Spread(self.mean * factor, low, high, self.values * factor)


def spread(values: FloatArray, bounds: Bounds = UNBOUNDED) -> Spread:
    """Estimate the mean of one number.

    Args:
        values: one for each replication, shape (replications,).
        bounds: the least and the greatest value that the number can have, where it is a level.
    """
    (mean,), (low,), (high,) = intervals(values.reshape(-1, 1), [bounds])
    return Spread(mean, low, high, values)


@dataclass(frozen=True)
class Band:
    """A curve with its 95% band; all arrays have the same shape."""

    mean: FloatArray
    low: FloatArray
    high: FloatArray


def band(values: FloatArray, bounds: Bounds) -> Band:
    """Estimate the mean of a curve point by point; where one replication has none, there is none.

    Args:
        values: shape (replications, points).
        bounds: the least and the greatest value that each point can have.
    """
    mean, low, high = intervals(values, [bounds] * values.shape[1])
    ends = ([own if end is None else end for own, end in zip(mean, some, strict=True)] for some in (low, high))
    return Band(np.array(mean), *(np.array(end) for end in ends))
