"""Sensitivity measures: elementary effects of one step at a time (Morris), and shares of variance (Sobol)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.draws import FloatArray, Stream
from sim.base.draws import UInt64Array as Words
from sim.results.estimates import t_quantile

LEVELS = 4
"""Each factor is put at one of so many levels from 0 to 1 [levels]."""
STEP = LEVELS / (2 * (LEVELS - 1))
"""How far a factor moves in one step of a trajectory [share]."""


def trajectories(factors: int, count: int, seed: int) -> FloatArray:
    """Lay out trajectories in which each factor moves once (Morris 1991).

    Args:
        factors: how many there are.
        count: how many trajectories.
        seed: gives starts and orders.

    Returns:
        shape (count, factors + 1, factors), in [0, 1]; each point differs from the one before in one factor.
    """
    keys: Words = np.arange(factors, dtype=np.uint64)
    found = np.empty((count, factors + 1, factors))
    for number in range(count):
        start, order = (Stream(seed, f"morris.{what}", number).uniform(keys) for what in ("start", "order"))
        point = np.floor(start * LEVELS) / (LEVELS - 1)
        found[number, 0] = point
        for place, factor in enumerate(np.argsort(order, kind="stable")):
            point = point.copy()
            point[factor] += STEP if point[factor] + STEP <= 1 + np.finfo(float).eps * LEVELS else -STEP
            found[number, place + 1] = point
    return np.clip(found, 0, 1)


@dataclass(frozen=True)
class Effects:
    """What each factor does over its whole range, from a few steps."""

    mean: FloatArray
    """Mean effect, shape (factors,)."""
    size: FloatArray
    """Mean of the absolute effects (Campolongo, Cariboni and Saltelli 2007), shape (factors,)."""
    spread: FloatArray
    """Standard deviation of the effects: curvature and interaction, shape (factors,)."""


def elementary_effects(points: FloatArray, values: FloatArray) -> Effects:
    """Measure the effect of every factor from trajectories.

    Args:
        points: shape (count, factors + 1, factors).
        values: the number at each point, shape (count, factors + 1).
    """
    moves = np.diff(points, axis=1)
    which = np.abs(moves).argmax(axis=2)
    steps = np.take_along_axis(moves, which[:, :, None], axis=2)[:, :, 0]
    effects = np.empty((len(points), points.shape[2]))
    np.put_along_axis(effects, which, np.diff(values, axis=1) / steps, axis=1)
    spread = effects.std(axis=0, ddof=1) if len(points) > 1 else np.zeros(effects.shape[1])
    return Effects(effects.mean(axis=0), np.abs(effects).mean(axis=0), spread)


def saltelli_points(factors: int, rows: int, seed: int) -> FloatArray:
    """Lay out points for indices of variance (Saltelli 2010): two samples, and one with each column of the other.

    Both come from one Latin hypercube of low discrepancy; in a Sobol sequence this short the two would be alike.

    Returns:
        shape (factors + 2, rows, factors), in [0, 1]: A, B, and A with column i of B for every i.
    """
    from scipy.stats import qmc  # type: ignore[import-untyped]  # no types; a second and a half to load

    both = qmc.LatinHypercube(2 * factors, optimization="random-cd", rng=seed).random(rows)
    first, second = both[:, :factors], both[:, factors:]
    mixed = [first.copy() for _ in range(factors)]
    for place, sample in enumerate(mixed):
        sample[:, place] = second[:, place]
    return np.array([first, second, *mixed])


@dataclass(frozen=True)
class Indices:
    """The part of the variance that each factor explains, with the half-width of a 95% jackknife interval."""

    alone: FloatArray
    """By itself, shape (factors,) [share]."""
    alone_half: FloatArray
    total: FloatArray
    """With all its interactions, shape (factors,) [share]."""
    total_half: FloatArray


def variance_indices(values: FloatArray) -> Indices:
    """Estimate indices of variance (Saltelli 2010 for the first order, Jansen 1999 for the total).

    Args:
        values: the number at each point of `saltelli_points`, shape (factors + 2, rows), rows > 2.
    """
    rows = values.shape[1]
    values = values - values.mean()
    alone, total = _indices(values)
    left_out = [_indices(np.delete(values, row, axis=1)) for row in range(rows)]
    halves = [_half(np.array([some[which] for some in left_out])) for which in (0, 1)]
    return Indices(alone, halves[0], total, halves[1])


def _indices(values: FloatArray) -> tuple[FloatArray, FloatArray]:
    first, second, mixed = values[0], values[1], values[2:]
    variance = float(np.concatenate([first, second]).var())
    if variance == 0:
        return np.zeros(len(mixed)), np.zeros(len(mixed))
    alone = (second * (mixed - first)).mean(axis=1) / variance
    total = ((mixed - first) ** 2).mean(axis=1) / (2 * variance)
    return alone, total


def _half(estimates: FloatArray) -> FloatArray:
    """Half-width from estimates that leave out one row each (Efron 1982)."""
    rows = len(estimates)
    error: FloatArray = np.sqrt((rows - 1) * estimates.var(axis=0))
    return t_quantile(rows - 1) * error


def largest(sizes: FloatArray, count: int) -> Sequence[int]:
    """Name the factors with the largest effects, the largest first; ties in their order."""
    return [int(place) for place in np.argsort(-sizes, kind="stable")[:count]]
