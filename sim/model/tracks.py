"""The track on which an arrested person is put follows from who the person is, and from one stroke of luck."""

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import FloatArray


def choose(luck: FloatArray, shares: FloatArray) -> NDArray[np.int64]:
    """Choose a column for each person by its shares, which need not add up to one.

    Args:
        luck: shape (n,).
        shares: shape (n, columns), >= 0.
    """
    cuts = np.cumsum(shares, axis=1)
    return np.minimum((luck[:, None] * cuts[:, -1:] >= cuts).sum(axis=1), shares.shape[1] - 1)
