"""A stay, a delay or a service lasts a whole number of days, read from a table of cut points."""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import FloatArray

_LONGEST = 3650
"""A tabled duration is cut off at ten years, longer than any run is long [days]."""
_PRECISION = 12
"""Cut points are rounded to this many decimals, so that every processor reads the same table [digits]."""
_CERTAIN = 5.2
"""From here on the error function gives a share that is rounded to one."""


@dataclass(frozen=True)
class DayTable:
    """A distribution over whole days: day d is drawn when cuts[d-1] <= u < cuts[d]."""

    cdf: FloatArray
    """Share of durations of at most d days, shape (longest + 1,) [share]."""

    def sample(self, uniforms: FloatArray) -> NDArray[np.int32]:
        """Turn uniforms into days, shape (n,), by inverse distribution."""
        return self.cdf.searchsorted(uniforms, side="right").astype(np.int32)

    @property
    def mean(self) -> float:
        """The mean of the table itself, cut-off included [days]."""
        return float(np.sum(1.0 - self.cdf))

    @property
    def variance(self) -> float:
        """The variance of the table itself, cut-off included [days squared]."""
        chance = np.diff(self.cdf, prepend=0.0)
        days = np.arange(len(chance))
        return float(np.sum(chance * days**2) - np.sum(chance * days) ** 2)

    def residual_life(self) -> "DayTable":
        """The time already spent by those present at a random moment (stationary excess distribution)."""
        staying = 1.0 - self.cdf
        total = float(np.sum(staying))
        if total <= 0.0:
            return DayTable(np.ones(1))
        return DayTable(_rounded(np.cumsum(staying) / total))


def constant(days: float) -> DayTable:
    """Build the table of a duration that never varies.

    Args:
        days: rounded to the nearest whole day, >= 0; cut off at ten years, like every tabled duration.
    """
    cdf = np.zeros(min(round(days), _LONGEST) + 1)
    cdf[-1] = 1.0
    return DayTable(cdf)


def exponential(mean: float) -> DayTable:
    """Build the table of a memoryless delay: geometric in whole days, with the given mean.

    Args:
        mean: days, >= 0.
    """
    if mean <= 0.0:
        return constant(0)
    leave = 1.0 / (1.0 + mean)
    days = np.arange(1, _LONGEST + 1)
    return DayTable(_closed(-np.expm1(days * math.log1p(-leave))))


def lognormal(median: float, p90: float) -> DayTable:
    """Build the table of a right-skewed stay from its median and the value that nine in ten stay under.

    Args:
        median: days, > 0.
        p90: days, >= median.
    """
    scale = math.log(median)
    spread = (math.log(p90) - scale) / NormalDist().inv_cdf(0.9)
    if spread <= 0.0:
        return constant(median)
    z = (np.log(np.arange(_LONGEST) + 0.5) - scale) / (spread * math.sqrt(2.0))
    z = z[: np.searchsorted(z, _CERTAIN)]
    return DayTable(_closed(0.5 * (1.0 + np.array([math.erf(value) for value in z.tolist()]))))


def uniform(low: float, high: float) -> DayTable:
    """Build the table of a duration equally likely on each day from low to high, ends included.

    Args:
        low: days, >= 0, rounded to a whole day.
        high: days, >= low, rounded to a whole day.
    """
    first, last = min(round(low), _LONGEST), min(round(high), _LONGEST)
    cdf = np.zeros(last + 1)
    cdf[first:] = np.arange(1, last - first + 2) / (last - first + 1)
    return DayTable(_closed(cdf))


def _closed(cdf: FloatArray) -> FloatArray:
    """Drop the far tail that no 53-bit draw can reach and close the table at one."""
    cdf = _rounded(cdf)
    end = int(np.searchsorted(cdf, 1.0))
    return np.append(cdf[:end], 1.0)


def _rounded(cdf: FloatArray) -> FloatArray:
    return np.round(cdf, _PRECISION)
