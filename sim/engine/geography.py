"""Where people are sent: the cities of Mexico across the border, and the routes of charter aircraft."""

import numpy as np

from sim.base.codes import Code
from sim.base.words import Sector


class City(Code):
    """The cities of the northern border of Mexico to which people are sent back, from west to east."""

    TIJUANA = 0
    MEXICALI = 1
    SAN_LUIS_RIO_COLORADO = 2
    NOGALES = 3
    CIUDAD_JUAREZ = 4
    OJINAGA = 5
    PIEDRAS_NEGRAS = 6
    """With Ciudad Acuna."""
    NUEVO_LAREDO = 7
    REYNOSA = 8
    """With Matamoros."""


CITIES = len(City)
NO_CITY = 255
"""For somebody who did not come by land from Mexico."""
CITY_ACROSS = np.full(256, NO_CITY, np.uint8)
"""The city across the border from each sector, with room for the code of no sector."""
CITY_ACROSS[
    [
        Sector.SAN_DIEGO,
        Sector.EL_CENTRO,
        Sector.YUMA,
        Sector.TUCSON,
        Sector.EL_PASO,
        Sector.BIG_BEND,
        Sector.DEL_RIO,
        Sector.LAREDO,
        Sector.RIO_GRANDE_VALLEY,
    ]
] = list(City)


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
