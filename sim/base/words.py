"""The groups of people and the payers that every table of the system is divided by."""

from sim.base.codes import Code


class Nationality(Code):
    """The groups of nationalities that the published statistics and the law tell apart."""

    MEXICO = 0
    GUATEMALA = 1
    HONDURAS = 2
    EL_SALVADOR = 3
    CUBA = 4
    HAITI = 5
    OTHER = 6
    OTHER_RECALCITRANT = 7


class PersonClass(Code):
    """The demographic classes in which arrests and arrivals at ports are published."""

    SINGLE_ADULT = 0
    FAMILY_MEMBER = 1
    UNACCOMPANIED_CHILD = 2


class Sector(Code):
    """The sectors of the Border Patrol; the first nine lie along Mexico."""

    BIG_BEND = 0
    DEL_RIO = 1
    EL_CENTRO = 2
    EL_PASO = 3
    LAREDO = 4
    RIO_GRANDE_VALLEY = 5
    SAN_DIEGO = 6
    TUCSON = 7
    YUMA = 8
    NORTHERN = 9
    COASTAL = 10


NATIONALITIES = len(Nationality)
SECTORS = len(Sector)
CLASSES = len(PersonClass)
GROUPS = NATIONALITIES * CLASSES
"""A group is a pair of nationality and class, coded as nationality x CLASSES + class [groups]."""


class Payer(Code):
    """Who pays, or who is paid.

    Suppliers are shops, landlords, lawyers and bondsmen; contractors run beds, buses, aircraft and building sites for
    an agency; staff are paid by it; state is the Department of State; origin is a country of origin but Mexico.
    """

    CBP = 0
    ICE = 1
    USCIS = 2
    EOIR = 3
    DOJ = 4
    HHS = 5
    MEXICO = 6
    SHELTERS = 7
    MIGRANTS = 8
    SUPPLIERS = 9
    CONTRACTORS = 10
    STAFF = 11
    STATE = 12
    ORIGIN = 13
