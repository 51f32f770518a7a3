"""Every published number is divided by nationality, by class, and by a few dimensions of its own."""

from collections.abc import Iterable
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import CLASSES, GROUPS, Nationality, PersonClass
from sim.base.metric_key import ALL, Dimensions

Int64Array = NDArray[np.int64]


def _class(code: PersonClass) -> tuple[str, str]:
    return ("class", code.name.lower())


def _nationality(code: Nationality) -> tuple[str, str]:
    return ("nationality", code.name.lower())


def _members(nationalities: Iterable[int], classes: Iterable[int]) -> Int64Array:
    row = np.zeros(GROUPS, np.int64)
    row[[nation * CLASSES + kind for nation, kind in product(nationalities, classes)]] = 1
    return row


def _margins() -> tuple[tuple[Dimensions, Int64Array], ...]:
    everyone, every_class = tuple(Nationality), tuple(PersonClass)
    return (
        (ALL, _members(everyone, every_class)),
        *(((_class(kind),), _members(everyone, (kind,))) for kind in every_class),
        *(((_nationality(nation),), _members((nation,), every_class)) for nation in everyone),
        *(
            ((_class(kind), _nationality(nation)), _members((nation,), (kind,)))
            for kind, nation in product(every_class, everyone)
        ),
    )


MARGINS: tuple[Dimensions, ...] = tuple(dims for dims, _ in _margins())
"""The groups by nationality and class that every count of persons is given for: all, one of them, both."""
MEMBERS: Int64Array = np.array([row for _, row in _margins()])
"""Which pairs of nationality and class each margin adds up, shape (len(MARGINS), GROUPS) [0 or 1]."""
SIMPLE = sum(len(dims) <= 1 for dims in MARGINS)
"""The first margins, those of one dimension at most, for metrics with dimensions of their own [groups]."""

NORTHERN_TRIANGLE = (Nationality.GUATEMALA, Nationality.HONDURAS, Nationality.EL_SALVADOR)
"""Guatemala, Honduras and El Salvador."""
FOLLOWED: tuple[tuple[Dimensions, Int64Array], ...] = (
    *zip(MARGINS[:SIMPLE], MEMBERS[:SIMPLE], strict=True),
    *(
        ((_class(kind), ("nationality", name)), _members(nations, (kind,)))
        for name, nations in (("mexico", (Nationality.MEXICO,)), ("northern_triangle", NORTHERN_TRIANGLE))
        for kind in PersonClass
    ),
)
"""The groups whose arrest cohorts are followed: the simple margins, and each class of the two border systems."""


def by_margin(counts: Int64Array) -> Int64Array:
    """Add up counts by nationality and class over every margin.

    Args:
        counts: shape (..., GROUPS).

    Returns:
        shape (..., len(MARGINS)).
    """
    return counts @ MEMBERS.T
