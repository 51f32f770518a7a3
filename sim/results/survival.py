"""Waiting curves with censoring and delayed entry: cumulative incidence by cause of the end (Aalen and Johansen)."""

from dataclasses import dataclass
from math import ceil

import numpy as np

from sim.base.draws import FloatArray
from sim.engine.recording import Int64Array

_ROUNDING = 1e-9
"""Slack when a curve is compared with a share, so that one half of two persons is one half [share]."""


@dataclass(frozen=True)
class Spells:
    """Spells of waiting as counts of persons; all arrays have shape (n,)."""

    entry: Int64Array
    """Age of the spell when observation began [days]."""
    exit: Int64Array
    """Age of the spell when it ended or observation stopped, >= entry [days]."""
    cause: Int64Array
    """Code of the cause, -1 where observation stopped first."""
    count: Int64Array
    """Persons with this spell [persons]."""


@dataclass(frozen=True)
class Incidence:
    """The share that has left by each age, by cause, for as long as anybody is observed at that age."""

    by_cause: FloatArray
    """Cumulative incidence at ages 0, 1, 2 ..., shape (causes, ages) [share]."""

    @property
    def total(self) -> FloatArray:
        """The share that has left by any cause, shape (ages,) [share]."""
        total: FloatArray = self.by_cause.sum(axis=0)
        return total


def incidence(spells: Spells, causes: int) -> Incidence:
    """Estimate cumulative incidence with delayed entry (Aalen and Johansen 1978; Kaplan and Meier 1958 for one cause).

    The curve starts with those whose wait began in the run and ends at the first age at which nobody is observed.

    Args:
        spells: observed spells.
        causes: number of causes, codes 0 to causes - 1.
    """
    ages = int(spells.exit.max(initial=-1)) + 1
    entered = _count(spells.entry, spells.count, ages)
    gone = _count(spells.exit, spells.count, ages)
    at_risk = np.cumsum(entered) - np.cumsum(gone) + gone
    ages = int(np.argmin(at_risk > 0)) if np.any(at_risk <= 0) else ages
    hazard = np.zeros((causes, ages))
    for cause in range(causes):
        left = spells.cause == cause
        hazard[cause] = _count(spells.exit[left], spells.count[left], ages) / at_risk[:ages]
    still = np.cumprod(1.0 - hazard.sum(axis=0))
    before = np.concatenate(([1.0], still[:-1])) if ages else still
    return Incidence(np.cumsum(before * hazard, axis=1))


def age_reached(curve: FloatArray, share: float) -> int | None:
    """Find the first age at which a cumulative curve reaches a share, or None where it never does."""
    reached = curve >= share - _ROUNDING
    return int(np.argmax(reached)) if bool(np.any(reached)) else None


def day_reached(ages: Int64Array, curve: FloatArray, share: float) -> int | None:
    """Find the first day on which a cumulative curve reaches a share, by straight lines between the ages kept.

    Args:
        ages: ages at which the curve is kept, rising, shape (n,) [days].
        curve: the curve at these ages, never falling, shape (n,) [share].
        share: in (0, 1].

    Returns:
        None where the curve never reaches the share.
    """
    place = age_reached(curve, share)
    if place is None or place == 0:
        return None if place is None else int(ages[0])
    before, after = int(ages[place - 1]), int(ages[place])
    part = float((share - curve[place - 1]) / (curve[place] - curve[place - 1]))
    return min(after, max(before + 1, ceil(before + part * (after - before) - _ROUNDING)))


def weighted_quantile(ages: Int64Array, counts: Int64Array, share: float) -> int:
    """Find the smallest age that at least this share of the counted does not exceed.

    Args:
        ages: shape (n,), in any order.
        counts: shape (n,), at least one above zero.
        share: in (0, 1].
    """
    order = np.argsort(ages, kind="stable")
    upto = np.cumsum(counts[order])
    return int(ages[order][np.searchsorted(upto, share * upto[-1] - _ROUNDING)])


def _count(ages: Int64Array, counts: Int64Array, length: int) -> Int64Array:
    inside = ages < length
    total = np.zeros(length, np.int64)
    np.add.at(total, ages[inside], counts[inside])
    return total
