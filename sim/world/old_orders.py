"""Persons ordered removed before the run live at large; they are counted, and get a row when one is drawn."""

import numpy as np
from numpy.typing import NDArray

from sim.base.words import NATIONALITIES


class OldOrders:
    """Persons at large under a final order of before the run, by nationality."""

    def __init__(self) -> None:
        self.left: NDArray[np.int64] = np.zeros(NATIONALITIES, np.int64)
        """Persons without a row, shape (NATIONALITIES,) [persons]."""

    def draw(self, nationality: NDArray[np.uint8]) -> None:
        """Let persons who were given a row leave the count, as far as it goes.

        Args:
            nationality: of each person, shape (n,).
        """
        if len(nationality):
            drawn = np.bincount(nationality, minlength=NATIONALITIES)
            np.maximum(self.left - drawn, 0, out=self.left)
