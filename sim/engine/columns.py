"""Codes of what is known of a person, one column each, and the cities and routes of return."""

import numpy as np

from sim.base.codes import Code, Sector


class Disposition(Code):
    """What the government decided to do with an arrested person."""

    NONE = 0
    VOLUNTARY_RETURN = 1
    REMOVE_BY_CBP = 2
    REMOVE_WITHOUT_BED = 3
    REMOVE_FROM_BED = 4
    CREDIBLE_FEAR = 5
    REASONABLE_FEAR = 6
    NOTICE_DETAINED = 7
    NOTICE_RELEASED = 8
    CARE_OF_ORR = 9
    RETURN_TO_MEXICO = 10
    INTERIOR_OTHER = 11
    INTERIOR_RETURN = 12
    EXPULSION = 13
    """Put over the bridge at once, with no order and no hearing."""


class Order(Code):
    """The kind of removal order that a person is under."""

    NONE = 0
    ER = 1
    REINSTATEMENT = 2
    ORDER = 3


class Authority(Code):
    """The section of the Act under which a person is detained; it decides who may be released and how."""

    NONE = 0
    INA_235B_ARRIVING = 1
    """Section 235(b), arriving at a port: parole only."""
    INA_235B_ENTRANT = 2
    """Section 235(b), found between ports, positive fear finding: bond under Matter of X-K-."""
    INA_236A = 3
    """Section 236(a): bond or recognisance."""
    INA_236C = 4
    """Section 236(c): no release."""
    INA_241 = 5
    """Section 241: a final order, or a reinstated one."""


class Source(Code):
    """How a person comes into the world of the model."""

    BORDER = 0
    PORT = 1
    INTERIOR = 2
    COURT = 3
    RECALENDARED = 4
    REOPENED = 5
    STOCK = 6


class Outcome(Code):
    """What a judge decides in a case."""

    REMOVAL = 0
    RELIEF = 1
    TERMINATED = 2
    DEPARTURE = 3
    """Voluntary departure."""


class Mode(Code):
    """How a person under a final order travels."""

    NONE = 0
    CHARTER = 1
    COMMERCIAL = 2
    GROUND = 3


class Manner(Code):
    """How and where a person was last returned; it decides how far the way back to the border is."""

    NONE = 0
    BRIDGE = 1
    """Over a bridge or through a gate, at a port of entry on the border with Mexico."""
    INTERIOR_FLIGHT = 2
    """By air into the interior of Mexico."""
    HOME_BY_AIR = 3
    """By air to a country that is not Mexico."""
    ON_THEIR_OWN = 4
    """Gone home from Mexico without being carried."""


class MexicoExit(Code):
    """How a person who waits in Mexico leaves before the case is decided."""

    NONE = 0
    HOME = 1
    """Gives up and goes home; the case stays pending."""
    REENTRY = 2
    """Tries to cross between ports."""
    PAROLED = 3
    """Let in on parole, as too vulnerable to wait there."""
    CUSTODY = 4
    """Taken back into custody after a fear of Mexico was found; the case goes on there."""
    CHILD = 5
    """Sent to the border by the family as a child alone; the others wait on."""
    BROUGHT_IN = 6
    """Let in with everybody who waited in the same city."""


class Release(Code):
    """On what ground a person is released from custody."""

    NONE = 0
    BOND = 1
    PAROLE = 2
    RECOGNISANCE = 3
    FAMILY = 4
    SPONSOR = 5


class BookIn(Code):
    """The streams of people into the beds of ICE; each has stays of its own."""

    NONE = 0
    MEXICAN_REMOVAL = 1
    """Mexicans met at the border who are under an executable order."""
    OTHER_REMOVAL = 2
    """Other people met at the border who are under an executable order."""
    FEAR_CLAIM = 3
    """Adults met at the border who fear return."""
    NOTICE = 4
    """Adults met at the border who are served a notice and held."""
    FAMILY = 5
    ICE_ARREST = 6
    """Adults arrested inside the country."""


class Ticket(Code):
    """A person stands in at most one queue of each of these kinds."""

    SERVICE = 0
    RELEASE = 1
    TRANSFER = 2
    PROGRAM = 3


class Event(Code):
    """The dates that a person may have; each kind has its own column of due days."""

    ARRIVAL = 0
    READY = 1
    INTERVIEW = 2
    FILING = 3
    HEARING = 4
    RELEASE = 5
    DOCUMENT = 6
    REVIEW = 7
    DEPARTURE = 8
    MEXICO_EXIT = 9
    LATER_DOCUMENT = 10
    CHECK_IN = 11
    REENTRY = 12
    FEAR_REVIEW = 13
    ICE_ARREST = 14
    APPEAL = 15
    MOTION = 16


STREAM_OF_MEXICO = 1
"""The stream of waits for a judge of those on the docket of people who wait in Mexico; 0 is that of all others."""
NO_SECTOR = 255
"""The sector of somebody who has not come between ports."""
Day = np.int16
"""Days of a run, and the days before it that the stock of the first day looks back on, fit in 16 bits."""
LAST_DAY = int(np.iinfo(Day).max)
"""Appointments later than this are kept on it; no run is so long [day]."""
NEVER = Day(np.iinfo(Day).min)
"""The day of something that has not happened and is not planned."""


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
_ACROSS: dict[int, City] = {
    Sector.SAN_DIEGO: City.TIJUANA,
    Sector.EL_CENTRO: City.MEXICALI,
    Sector.YUMA: City.SAN_LUIS_RIO_COLORADO,
    Sector.TUCSON: City.NOGALES,
    Sector.EL_PASO: City.CIUDAD_JUAREZ,
    Sector.BIG_BEND: City.OJINAGA,
    Sector.DEL_RIO: City.PIEDRAS_NEGRAS,
    Sector.LAREDO: City.NUEVO_LAREDO,
    Sector.RIO_GRANDE_VALLEY: City.REYNOSA,
}
CITY_ACROSS = np.array([_ACROSS.get(sector, NO_CITY) for sector in range(NO_SECTOR + 1)], np.uint8)
"""The city across the border from each sector, with room for the code of no sector, shape (256,)."""


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
