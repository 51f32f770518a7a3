"""Charter aircraft fly to a few countries; most people are carried on the near route of the own country."""

import numpy as np

from sim.base.codes import Code


class Route(Code):
    """Where charter aircraft fly; domestic missions carry transfers between places of detention."""

    MEXICO = 0
    """To a city on the border, from where people walk over a bridge."""
    MEXICO_INTERIOR = 1
    GUATEMALA = 2
    HONDURAS = 3
    EL_SALVADOR = 4
    HAITI = 5
    REGIONAL = 6
    """The Caribbean, Nicaragua and the north of South America, several countries in a mission."""
    LONG_RANGE = 7
    """Beyond the reach of the routine aircraft: Africa, Asia, Brazil."""


NEAR_ROUTE = np.array(
    [
        Route.MEXICO,
        Route.GUATEMALA,
        Route.HONDURAS,
        Route.EL_SALVADOR,
        Route.REGIONAL,
        Route.HAITI,
        Route.REGIONAL,
        Route.LONG_RANGE,
    ],
    np.uint8,
)
"""The route on which most people of each nationality fly, in the order of Nationality."""
FAR_ROUTE = np.array(
    [
        Route.MEXICO_INTERIOR,
        Route.GUATEMALA,
        Route.HONDURAS,
        Route.EL_SALVADOR,
        Route.LONG_RANGE,
        Route.HAITI,
        Route.LONG_RANGE,
        Route.LONG_RANGE,
    ],
    np.uint8,
)
"""The route of those of each nationality who are flown farther, in the order of Nationality."""
