"""Stays that go on are counted as they begin and end: by stream, by day of arrest, by room, by city of Mexico."""

import numpy as np
from numpy.typing import NDArray

from sim.world.state import FAMILIES, IN_MEXICO, Store


class Stays:
    """Running counts of the waits that go on in a hold, in a bed of ICE, on alternatives to detention and in Mexico."""

    def __init__(self, store: Store) -> None:
        self._in_hold, self._numbers = store.in_hold, store.numbers
        self.by_stream: NDArray[np.int64] = store.in_beds
        """Persons in beds of ICE, shape (Stream, GROUPS) [persons]."""
        self.by_city: NDArray[np.int64] = store.in_cities
        """Persons who wait in Mexico, shape (CITIES, GROUPS) [persons]."""
        self.enrolled: NDArray[np.int64] = store.enrolled
        """Persons on alternatives to detention by nationality and class, shape (GROUPS,) [persons]."""

    @property
    def families(self) -> int:
        """Families in rooms of family centres [families]."""
        return int(self._numbers[FAMILIES])

    @property
    def in_mexico(self) -> int:
        """Persons who wait in Mexico [persons]."""
        return int(self._numbers[IN_MEXICO])

    def in_hold_since(self, day: int) -> int:
        """Persons in the hold of CBP who were arrested on this day or before [persons]."""
        return int(self._in_hold[: max(day + 1, 0)].sum())
