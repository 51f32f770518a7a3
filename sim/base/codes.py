"""Codes of people, payers and ways of return: small whole numbers with names, the same in every table."""

from enum import IntEnum

import numpy as np


class Code(IntEnum):
    """A named whole number that arrays are compared with and filled with.

    numpy asks a number that is not a plain one whether it wants to do the sum itself; the answer of an array, which is
    no, stands here, so that the question is not put to the enumeration: a comparison took 8 us and takes 3.
    """

    __array_ufunc__ = np.ndarray.__array_ufunc__


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


class Return(Code):
    """A return by place and consequence: place x 3 + consequence."""

    BRIDGE_VOLUNTARY = 0
    BRIDGE_REMOVED = 1
    BRIDGE_PROSECUTED = 2
    INTERIOR_VOLUNTARY = 3
    INTERIOR_REMOVED = 4
    INTERIOR_PROSECUTED = 5
    HOME_VOLUNTARY = 6
    HOME_REMOVED = 7
    HOME_PROSECUTED = 8


RETURNS = len(Return)
CONSEQUENCES = ("voluntary", "removed", "prosecuted")
"""What the return was: of one's own will, under an order, or under an order after a prosecution."""
DELAY_EDGES = (0, 1, 2, 3, 4, 5, 6, 8, 10, 14, 21, 28, 42, 56, 84, 112, 168, 224, 365, 545, 730)
"""Days after an arrest between which returns are counted together [days]."""
DELAYS = len(DELAY_EDGES) - 1
ARREST_SOURCES = ("border", "port", "interior")
"""Where people are met, in the order of their codes."""


def has_order(code: int) -> bool:
    """Say whether such a return leaves an executed order behind."""
    return code % len(CONSEQUENCES) > 0


CENTS = 100
"""One dollar [cents]."""


def cents(dollars: float) -> int:
    """Convert dollars to whole cents, rounding half to even."""
    return round(dollars * CENTS)
