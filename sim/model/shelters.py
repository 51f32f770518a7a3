"""Shelters of each Mexican border city have so many places; beyond them people find their own lodging.

Who acts: shelters and charities, every evening, on those sent back to the city.
What limits it: places in shelters, the total of the northern border spread over its cities.
Who pays: shelters, per place used; the migrant pays for living beyond them.
Levers: places in shelters.
"""

import numpy as np
from numpy.typing import NDArray

from sim.facts.inputs import Inputs
from sim.model.context import Context
from sim.world.cities import City
from sim.world.vocabulary import Stock, Tally

_FIRST, _END = Tally.SHELTER_TIJUANA, Tally.SHELTER_REYNOSA + 1


class Shelters:
    """The shelters of the northern border of Mexico."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._places = shelter_places(ctx.inputs)
        ctx.record.tallies[:, _FIRST:_END] = self._places

    def count_beyond(self, day: int) -> None:
        """Count those who wait in a city beyond the places of its shelters."""
        record = self._ctx.record
        if record.stays.in_mexico:
            waiting = record.stocks[day, Stock.WAITING_TIJUANA : Stock.WAITING_REYNOSA + 1].sum(axis=1)
            record.tally(Tally.BEYOND_SHELTER, day, int(np.maximum(waiting - self._places[day], 0).sum()))


def shelter_places(inputs: Inputs) -> NDArray[np.int64]:
    """Places in shelters by day and city at the scale of the run, shape (days, CITIES) [places].

    The shares of the cities are taken of their sum, so that the places of all cities together are those of the border.
    """
    shares = np.array([inputs.number(f"mexico.shelter_share.{city.name.lower()}") for city in City])
    until = np.cumsum(shares)
    until /= max(until[-1], np.finfo(float).tiny)
    total = np.rint(inputs.by_day("mexico.shelter_places") * inputs.scale)
    return np.diff(np.rint(np.outer(total, until)), axis=1, prepend=0.0).astype(np.int64)
