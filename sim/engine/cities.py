"""People sent back over a bridge wait in the Mexican city on its other side; each sector has one across the line."""

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
"""The city across the line from each sector, with room for the code of no sector."""
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
