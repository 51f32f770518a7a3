"""Fits parameters by least squares: penalised Gauss-Newton steps, with slopes from finite differences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.draws import FloatArray

Residuals = Callable[[Sequence[FloatArray]], Sequence[FloatArray]]
"""Plays the model at several points, each of shape (parameters,), and gives the residuals of each, shape (targets,)."""

_STEP = 0.2
"""How far beside a point the model is played to learn its slope [place in the range]."""
_REACH = 0.35
"""No step is longer than this in any direction [place in the range]."""
_FRACTIONS = (1.0, 0.5, 0.25)
"""Parts of a step that are tried."""


@dataclass(frozen=True)
class Fit:
    """Where a fit ended and what it learned."""

    place: FloatArray
    """Shape (parameters,), each in [0, 1]."""
    residuals: FloatArray
    """Shape (targets,), in standard deviations."""
    covariance: FloatArray
    """Of the places, after the fit, shape (parameters, parameters)."""
    steps: int
    """Steps that made it better [steps]."""


def fit(residuals: Residuals, start: FloatArray, *, prior: float, rounds: int) -> Fit:
    """Fit by penalised Gauss-Newton steps inside the unit cube (Nocedal and Wright 2006, section 10.3).

    Args:
        residuals: simulated less published over tolerance.
        start: where to begin, shape (parameters,).
        prior: standard deviation of each parameter around 0.5.
        rounds: at most so many steps, >= 1.
    """
    place = start
    (here,) = residuals([place])
    slope = np.zeros((len(here), len(place)))
    steps = 0
    for _ in range(rounds):
        slope = _slope(residuals, place, here)
        towards = _step(slope, here, place, prior)
        tried = [np.clip(place + part * towards, 0.0, 1.0) for part in _FRACTIONS]
        played = residuals(tried)
        losses = [_loss(each, point, prior) for each, point in zip(played, tried, strict=True)]
        best = int(np.argmin(losses))
        if losses[best] >= _loss(here, place, prior):
            break
        place, here, steps = tried[best], played[best], steps + 1
    return Fit(place, here, _covariance(slope, here, prior), steps)


def _slope(residuals: Residuals, place: FloatArray, here: FloatArray) -> FloatArray:
    """Play the model beside a point in each direction, shape (targets, parameters)."""
    ways = np.where(place + _STEP <= 1.0, _STEP, -_STEP)
    points = [place + way * unit for way, unit in zip(ways, np.eye(len(place)), strict=True)]
    beside = residuals(points)
    return np.stack([(each - here) / way for each, way in zip(beside, ways, strict=True)], axis=1)


def _step(slope: FloatArray, here: FloatArray, place: FloatArray, prior: float) -> FloatArray:
    """Solve the linear least squares with the prior as further rows, inside the cube and the reach."""
    from scipy.optimize import lsq_linear  # type: ignore[import-untyped]  # no types; half a second to load

    count = len(place)
    rows = np.vstack([slope, np.eye(count) / prior])
    wanted = np.concatenate([-here, (0.5 - place) / prior])
    low, high = np.maximum(-place, -_REACH), np.minimum(1.0 - place, _REACH)
    low, high = np.minimum(low, -1e-9), np.maximum(high, 1e-9)
    return np.asarray(lsq_linear(rows, wanted, bounds=(low, high)).x, np.float64)


def _loss(residuals: FloatArray, place: FloatArray, prior: float) -> float:
    return float(np.sum(residuals**2) + np.sum(((place - 0.5) / prior) ** 2))


def _covariance(slope: FloatArray, residuals: FloatArray, prior: float) -> FloatArray:
    """What is still open after the fit; wider where the residuals are larger than their tolerances."""
    count = slope.shape[1]
    excess = max(float(np.mean(residuals**2)), 1.0) if len(residuals) else 1.0
    information = slope.T @ slope / excess + np.eye(count) / prior**2
    return np.asarray(np.linalg.inv(information), np.float64)


@dataclass(frozen=True)
class Direction:
    """Parameters that data cannot tell apart, and how far each follows the common draw."""

    name: str
    loadings: FloatArray
    """Shape (parameters,), in [-1, 1]."""
    variance: float
    """How many parameters' worth of what is open lies in it [parameters]."""


_WIDE = 1.25
"""A direction counts as common from this many parameters' worth on [parameters]."""
_MOST = 8
"""So many directions at most [directions]."""
_NOTABLE = 0.3
"""From this loading on a parameter names the direction."""


def directions(covariance: FloatArray, names: Sequence[str]) -> tuple[Direction, ...]:
    """Find what the data leave open in common: the widest directions of the correlations after a fit.

    Args:
        covariance: after a fit, shape (parameters, parameters).
        names: of the parameters, in order.
    """
    spread = np.sqrt(np.diag(covariance))
    values, vectors = np.linalg.eigh(covariance / np.outer(spread, spread))
    loaded = []
    for place in np.argsort(-values)[:_MOST]:
        if values[place] < _WIDE:
            break
        vector = vectors[:, place]
        vector = vector * np.sign(vector[int(np.argmax(np.abs(vector)))])
        loadings = np.sqrt(values[place]) * vector
        order = np.argsort(-np.abs(loadings))
        notable = [each for each in order if abs(loadings[each]) >= _NOTABLE][:3]
        name = " ".join(f"{'+' if loadings[each] > 0 else '-'}{names[each]}" for each in notable)
        loaded.append(Direction(name, np.where(np.abs(loadings) >= _NOTABLE, loadings, 0.0), float(values[place])))
    return tuple(loaded)
