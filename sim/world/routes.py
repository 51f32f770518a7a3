"""Charter aircraft fly to a few countries, and each person is carried on the route of the own country."""

from enum import IntEnum

import numpy as np


class Route(IntEnum):
    """Where charter aircraft fly; domestic missions carry transfers between places of detention."""

    MEXICO = 0
    GUATEMALA = 1
    HONDURAS = 2
    EL_SALVADOR = 3
    OTHER = 4


ROUTE_OF = np.array(
    [
        Route.MEXICO,
        Route.GUATEMALA,
        Route.HONDURAS,
        Route.EL_SALVADOR,
        Route.OTHER,
        Route.OTHER,
        Route.OTHER,
        Route.OTHER,
    ],
    np.uint8,
)
"""The charter route of each nationality, in the order of Nationality."""
