"""The track on which an arrested person is put follows from who the person is, and from one stroke of luck."""

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import FloatArray
from sim.world.columns import Track

TRACKS_WITHOUT_ORDER = ("expedited_removal", "credible_fear", "voluntary_return", "notice")
"""What may happen to an adult found between ports who has no earlier order; names of the shares."""
_CODES = np.array([Track.REMOVE_FROM_BED, Track.CREDIBLE_FEAR, Track.VOLUNTARY_RETURN, Track.NOTICE_DETAINED], np.uint8)


def choose(luck: FloatArray, shares: FloatArray) -> NDArray[np.int64]:
    """Choose a column for each person by its shares, which need not add up to one.

    Args:
        luck: shape (n,).
        shares: shape (n, columns), >= 0.
    """
    cuts = np.cumsum(shares, axis=1)
    return np.minimum((luck[:, None] * cuts[:, -1:] >= cuts).sum(axis=1), shares.shape[1] - 1)


def adult_tracks(luck: FloatArray, shares: FloatArray) -> NDArray[np.uint8]:
    """Put adults with no earlier order on a track.

    Args:
        luck: shape (n,).
        shares: of TRACKS_WITHOUT_ORDER, shape (n, 4).
    """
    return _CODES[choose(luck, shares)]


def reached(days_present: NDArray[np.int32], miles: FloatArray, limits: tuple[float, float]) -> NDArray[np.bool_]:
    """Say who found outside the old limits of expedited removal is inside the limits in force.

    Args:
        days_present: since entry, shape (n,).
        miles: from the border, shape (n,).
        limits: days present and miles in force.
    """
    return (days_present <= limits[0]) & (miles <= limits[1])
