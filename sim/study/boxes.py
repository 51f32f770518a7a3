"""Where a result holds is a box: each factor between two bounds (PRIM; Friedman and Fisher 1999)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.results.survival import FloatArray

_PEEL = 0.1
"""At most about this part of the points in the box is cut off at once [share]."""
_SMALLEST = 0.05
"""A box holds at least this part of all points [share]."""

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True)
class Box:
    """Bounds on some factors, and how well they describe where a result holds."""

    bounds: Mapping[str, tuple[float, float]]
    """Lowest and highest value of each factor that is bounded."""
    density: float
    """Points in the box at which the result holds [share]."""
    coverage: float
    """Points at which the result holds that lie in the box [share]."""
    mass: float
    """Points that lie in the box [share]."""


def find_box(names: Sequence[str], points: FloatArray, holds: BoolArray) -> Box:
    """Peel slices off until no slice makes the box purer, then drop bounds that are not needed.

    Args:
        names: of the factors.
        points: their values, shape (points, factors).
        holds: at which points the result holds, shape (points,); somewhere it does.
    """
    inside = np.ones(len(points), np.bool_)
    while holds[inside].mean() < 1:
        better = _best_cut(points, holds, inside)
        if better is None:
            break
        inside = better
    return _described(names, points, holds, inside)


def _best_cut(points: FloatArray, holds: BoolArray, inside: BoolArray) -> BoolArray | None:
    """Find the slice whose loss gains most purity for each point lost; None where none gains any."""
    now, size = holds[inside].mean(), inside.sum()
    best, best_gain = None, 0.0
    for column in points.T:
        for cut in _cuts(column, inside):
            left = inside & cut
            if left.sum() < max(1, _SMALLEST * len(points)) or left.sum() == size:
                continue
            gain = float((holds[left].mean() - now) / (size - left.sum()))
            if gain > best_gain:
                best, best_gain = left, gain
    return best


def _cuts(column: FloatArray, inside: BoolArray) -> tuple[BoolArray, BoolArray]:
    """Cut a slice off at each end: a tenth of the points, or the outermost level."""
    values = np.unique(column[inside])
    if len(values) == 1:
        return inside, inside
    low = max(float(np.quantile(column[inside], _PEEL)), float(values[1]))
    high = min(float(np.quantile(column[inside], 1 - _PEEL)), float(values[-2]))
    return column >= low, column <= high


def _described(names: Sequence[str], points: FloatArray, holds: BoolArray, inside: BoolArray) -> Box:
    low, high = points[inside].min(axis=0), points[inside].max(axis=0)
    bounded = [
        place
        for place in range(len(names))
        if low[place] > points[:, place].min() or high[place] < points[:, place].max()
    ]
    within = _within(points, low, high, bounded)
    for place in tuple(bounded):
        fewer = [other for other in bounded if other != place]
        if holds[_within(points, low, high, fewer)].mean() >= holds[within].mean():
            bounded = fewer
            within = _within(points, low, high, bounded)
    bounds = {names[place]: (float(low[place]), float(high[place])) for place in bounded}
    held = int(holds.sum())
    return Box(
        bounds,
        float(holds[within].mean()),
        float((holds & within).sum() / held) if held else 0.0,
        float(within.mean()),
    )


def _within(points: FloatArray, low: FloatArray, high: FloatArray, bounded: Sequence[int]) -> BoolArray:
    within = np.ones(len(points), np.bool_)
    for place in bounded:
        within &= (points[:, place] >= low[place]) & (points[:, place] <= high[place])
    return within
