"""A result agrees with theory if it lies within four standard errors, computed from replications."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

Tell = Callable[[str, object], None]
"""Writes a number beside a test in its report."""
FOUR = 4.0
"""Standard errors within which a result must lie."""


def standardised(values: Sequence[float], theory: float) -> float:
    """How many standard errors the mean of replications lies from the value of theory.

    Args:
        values: one of each replication, at least two, not all equal.
        theory: what the closed form says.
    """
    found = np.asarray(values, np.float64)
    error = found.std(ddof=1) / np.sqrt(len(found))
    return float((found.mean() - theory) / error)


def worst(scores: Iterable[float], tell: Tell) -> float:
    """The largest distance from theory, written in the report.

    Args:
        scores: distances in standard errors.
        tell: writes a number beside the test.
    """
    largest = max(abs(score) for score in scores)
    tell("distance from the closed form, standard errors", round(largest, 2))
    return largest
