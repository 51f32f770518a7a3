"""Where a target begins or ceases to be met along one lever, for each replication and for their mean.

The search brackets the crossing of the mean with the Illinois rule (Dowell and Jarratt 1971) and falls back to
halving; every replication has the same draws at every value, so that what varies along the lever is the lever's doing.
Each replication then has a crossing of its own, by straight lines between the values that were tried; their mean is
the answer, and its interval is Student's t over them. The values around mean and interval are tried as well.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sim.base.draws import FloatArray
from sim.results.estimates import intervals

Excess = Callable[[Sequence[float]], Sequence[FloatArray]]
"""By how much each replication misses the target at some values of the lever; at most 0 where it is met."""

_MOST = 16
"""Values that are tried before the search gives up on a closer answer [values]."""
_ROUNDS = 3
"""How often the values around an answer are tried [rounds]."""


@dataclass(frozen=True)
class Crossing:
    """Where a target begins or ceases to be met."""

    value: float
    """Mean of the crossings of the replications, in the unit of the lever."""
    low: float | None
    """Lower end of the 95% interval; None with one replication, or where a replication crosses below the range."""
    high: float | None
    """Upper end of the 95% interval; None with one replication, or where a replication crosses above the range."""
    is_met_below: bool
    """Whether the target is met below the value, and not above."""
    tried: tuple[tuple[float, FloatArray], ...]
    """The values that were tried in order, with the excess of each replication."""

    def whole(self) -> "Crossing":
        """Take the nearest whole value that still meets the target; the interval goes on holding it."""
        value = float(math.floor(self.value) if self.is_met_below else math.ceil(self.value))
        low = None if self.low is None else min(self.low, value)
        high = None if self.high is None else max(self.high, value)
        return replace(self, value=value, low=low, high=high)


@dataclass
class _Trials:
    excess: Excess
    played: dict[float, FloatArray] = field(default_factory=dict)

    def at(self, values: Sequence[float]) -> None:
        new = [value for value in dict.fromkeys(values) if value not in self.played]
        if new:
            self.played.update(zip(new, self.excess(new), strict=True))

    def mean(self, value: float) -> float:
        return float(self.played[value].mean())

    @property
    def ordered(self) -> list[tuple[float, FloatArray]]:
        return sorted(self.played.items(), key=lambda pair: pair[0])


def find_crossing(excess: Excess, low: float, high: float, *, step: float, is_whole: bool) -> Crossing | None:
    """Find where a target begins or ceases to be met; None where it is met, or missed, at both ends.

    Args:
        excess: plays the replications at some values.
        low: lower end of the range.
        high: upper end of the range.
        step: how close is close enough, > 0, in the unit of the lever.
        is_whole: whether only whole values can be tried.
    """
    step = max(1.0, round(step)) if is_whole else step
    trials = _Trials(excess)
    trials.at((low, high))
    if (trials.mean(low) <= 0) == (trials.mean(high) <= 0):
        return None
    _narrow(trials, low, high, step=step, is_whole=is_whole)
    for _ in range(_ROUNDS):
        before = len(trials.played)
        found = _crossing(trials)
        around = [_on_lattice(value, is_whole=is_whole) for value in (found.low, found.value, found.high) if value]
        tried = [value for value, _ in trials.ordered]
        trials.at([value for value in around if low < value < high and _is_new(value, tried, step)])
        if len(trials.played) == before:
            break
    return _crossing(trials)


def _narrow(trials: _Trials, low: float, high: float, *, step: float, is_whole: bool) -> None:
    """Try values between two ends until they are a step apart."""
    weights = {low: trials.mean(low), high: trials.mean(high)}
    is_met_low = trials.mean(low) <= 0
    is_flat = trials.mean(low if is_met_low else high) == 0
    last, kept = math.inf, math.nan
    while high - low > step and len(trials.played) < _MOST:
        value = _between(low, high, weights, is_whole=is_whole)
        if abs(value - last) <= step:  # two guesses agree: look one step beyond, which shuts the bracket
            value = last + step if kept == high else last - step
        if not low < value < high:
            return
        trials.at((value,))
        weights[value] = trials.mean(value)
        if weights[value] == 0 and not is_flat:
            return
        is_lower = (weights[value] <= 0) == is_met_low
        stays = high if is_lower else low
        if stays == kept:
            weights[stays] /= 2
        low, high, kept = (value, high, high) if is_lower else (low, value, low)
        last = value


def _between(low: float, high: float, weights: dict[float, float], *, is_whole: bool) -> float:
    """Choose where a straight line crosses, or the middle where one end lies on a flat."""
    below, above = weights[low], weights[high]
    if below == 0 or above in (0, below):
        return _on_lattice((low + high) / 2, is_whole=is_whole)
    return _on_lattice(low + (high - low) * below / (below - above), is_whole=is_whole)


def _on_lattice(value: float, *, is_whole: bool) -> float:
    return float(round(value)) if is_whole else value


def _is_new(value: float, tried: Sequence[float], step: float) -> bool:
    return min(abs(value - other) for other in tried) > step / 2


def _crossing(trials: _Trials) -> Crossing:
    ordered = trials.ordered
    values, table = np.array([value for value, _ in ordered]), np.array([excess for _, excess in ordered])
    return replace(_across(values, table), tried=tuple(trials.played.items()))


def crossing_along(values: FloatArray, excess: FloatArray) -> Crossing | None:
    """Find the crossing between values that were played already; None where the mean meets, or misses, at both ends.

    Args:
        values: values of the lever, rising, shape (n,).
        excess: by how much each replication misses the target at each value, shape (n, replications).
    """
    first, last = excess[[0, -1]].mean(axis=1) <= 0
    if first == last:
        return None
    return replace(_across(values, excess), tried=tuple(zip(values.tolist(), excess, strict=True)))


def _across(values: FloatArray, excess: FloatArray) -> Crossing:
    is_met_below = bool(excess[0].mean() <= 0)
    each = np.array([_own_crossing(values, column, is_met_below=is_met_below) for column in excess.T])
    ends = (float(values[0]), float(values[-1]))
    (value,), (low,), (high,) = intervals(np.clip(each, *ends)[:, None], [ends])
    is_open = (bool((each < ends[0]).any()), bool((each > ends[1]).any()))
    return Crossing(value, None if is_open[0] else low, None if is_open[1] else high, is_met_below, ())


def _own_crossing(values: FloatArray, excess: FloatArray, *, is_met_below: bool) -> float:
    """Find the crossing of one replication; infinite where it lies outside the range."""
    missed = np.flatnonzero((excess > 0) == is_met_below)
    if not len(missed):
        return math.inf
    place = int(missed[0])
    if place == 0:
        return -math.inf
    before, after = excess[place - 1], excess[place]
    return float(values[place - 1] + (values[place] - values[place - 1]) * before / (before - after))
