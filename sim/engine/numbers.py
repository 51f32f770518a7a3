"""Enumerations as whole numbers for compiled rules, and tables that lead from one to another.

Each is typed as the enumeration that it is made of. Below them stand the tables that lead from one to another, such as
from the order and the mode of travel to the flow in which a removal is counted.
"""

from collections.abc import Mapping
from enum import IntEnum
from types import ModuleType
from typing import TypeVar, cast

import numpy as np

from sim.base import codes
from sim.engine import columns, diagrams, vocabulary
from sim.engine.compiled import Ints

T = TypeVar("T", bound=IntEnum)


def _numbers(enumeration: type[T]) -> type[T]:
    module = ModuleType(enumeration.__name__, enumeration.__doc__)
    vars(module).update({code.name: int(code) for code in enumeration})
    return cast(type[T], module)


Place, Case, Docket = _numbers(diagrams.Place), _numbers(diagrams.Case), _numbers(diagrams.Docket)
Flow, Wait, Cause = _numbers(vocabulary.Flow), _numbers(vocabulary.Wait), _numbers(vocabulary.Cause)
Tally, Route = _numbers(vocabulary.Tally), _numbers(columns.Route)
Event, Ticket = _numbers(columns.Event), _numbers(columns.Ticket)
Order, Disposition, Authority = _numbers(columns.Order), _numbers(columns.Disposition), _numbers(columns.Authority)
Mode, Manner, Source = _numbers(columns.Mode), _numbers(columns.Manner), _numbers(columns.Source)
Release, BookIn = _numbers(columns.Release), _numbers(columns.BookIn)
CohortStatus, Outcome = _numbers(vocabulary.CohortStatus), _numbers(columns.Outcome)
MexicoExit = _numbers(columns.MexicoExit)
Nationality, PersonClass = _numbers(codes.Nationality), _numbers(codes.PersonClass)

NEVER = int(columns.NEVER)
"""The day of something that has not happened and is not planned."""
LAST_DAY = columns.LAST_DAY
KEEP = 255
"""Stands for a place, a case or a docket that stays as it is."""


def table(codes: Mapping[T, IntEnum], axis: type[T]) -> Ints:
    """Lay codes along an enumeration, -1 where there is none, shape (axis,)."""
    return np.array([codes.get(each, -1) for each in axis], np.int64)


REMOVED_BY_ICE = np.array(
    [
        table(
            {mode: vocabulary.Flow[f"REMOVED_ICE_{order.name}_{mode.name}"] for mode in columns.Mode if mode},
            columns.Mode,
        )
        if order
        else table({}, columns.Mode)
        for order in columns.Order
    ]
)
"""The flow of a removal by ICE, by order and mode, shape (Order, Mode)."""
COMPLETED = np.array(
    [
        table({each: vocabulary.Flow[f"COMPLETED_{kind}_{each.name}"] for each in columns.Outcome}, columns.Outcome)
        for kind in ("INITIAL", "SUBSEQUENT")
    ]
)
"""The flow of a completed case, by whether it had come back and by outcome, shape (2, Outcome)."""
_ON_MEXICO_DOCKET = {
    **{vocabulary.Flow[f"{name}"]: vocabulary.Flow[f"{name}_MEXICO"] for name in ("IN_ABSENTIA", "MISSED_HEARING")},
    **{vocabulary.Flow[f"{kind}_HEARING"]: vocabulary.Flow[f"{kind}_HEARING_MEXICO"] for kind in ("MASTER", "MERITS")},
    **{
        vocabulary.Flow[f"COMPLETED_{kind}_{each.name}"]: vocabulary.Flow[f"COMPLETED_MEXICO_{each.name}"]
        for each in columns.Outcome
        for kind in ("INITIAL", "SUBSEQUENT")
    },
    vocabulary.Flow.COMPLETED_WITH_COUNSEL: vocabulary.Flow.COMPLETED_MEXICO_WITH_COUNSEL,
}
ON_MEXICO_DOCKET = table(_ON_MEXICO_DOCKET, vocabulary.Flow)
"""The flow that counts an event of a case once more if it is on the docket of people who wait in Mexico."""
RETURN_ENDED = table({each: vocabulary.Flow[f"RETURN_ENDED_{each.name}"] for each in columns.Outcome}, columns.Outcome)
"""The flow of a stay in Mexico that a judge's decision ended, the person being there or heard, shape (Outcome,)."""
BOOKED_IN = table({each: vocabulary.Flow[f"BOOKED_IN_{each.name}"] for each in columns.BookIn if each}, columns.BookIn)
"""The flow of a book-in, by stream, shape (BookIn,)."""
HELD = table({each: vocabulary.Stock[f"HELD_{each.name}"] for each in columns.BookIn if each}, columns.BookIn)
"""The stock of people in beds of ICE, by stream, shape (BookIn,)."""
_RETURNED_TO = {columns.Manner.INTERIOR_FLIGHT: "INTERIOR", columns.Manner.HOME_BY_AIR: "HOME"}
RETURNED = np.array(
    [
        [
            codes.Return[f"{_RETURNED_TO.get(manner, 'BRIDGE')}_{consequence.upper()}"]
            for consequence in codes.CONSEQUENCES
        ]
        for manner in columns.Manner
    ],
    np.int64,
)
"""The kind of a return, by how and where the person was returned and by its consequence, shape (Manner, 3)."""
WAITING_IN_CITY = table({city: vocabulary.Stock[f"WAITING_{city.name}"] for city in columns.City}, columns.City)
"""The stock of people who wait in Mexico, by city, shape (City,)."""
SHELTER_IN_CITY = table({city: vocabulary.Tally[f"SHELTER_{city.name}"] for city in columns.City}, columns.City)
"""Places in shelters, by city, shape (City,)."""
WALKED_TO_CITY = table({city: vocabulary.Tally[f"WALKED_{city.name}"] for city in columns.City}, columns.City)
"""Those who walked home over a bridge, by city, shape (City,)."""
