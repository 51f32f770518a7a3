"""Enumerations as rules see them: plain numbers of one type, so that a rule is compiled once for all of them.

Each is typed as the enumeration that it is made of.
"""

from enum import IntEnum
from types import ModuleType
from typing import TypeVar, cast

from sim.base import words
from sim.engine import columns, diagrams, geography, vocabulary

T = TypeVar("T", bound=IntEnum)


def _numbers(codes: type[T]) -> type[T]:
    module = ModuleType(codes.__name__, codes.__doc__)
    vars(module).update({code.name: int(code) for code in codes})
    return cast(type[T], module)


Place, Case, Docket = _numbers(diagrams.Place), _numbers(diagrams.Case), _numbers(diagrams.Docket)
Flow, Wait, Cause = _numbers(vocabulary.Flow), _numbers(vocabulary.Wait), _numbers(vocabulary.Cause)
Tally, Route = _numbers(vocabulary.Tally), _numbers(geography.Route)
Event, Ticket = _numbers(columns.Event), _numbers(columns.Ticket)
Order, Disposition, Authority = _numbers(columns.Order), _numbers(columns.Disposition), _numbers(columns.Authority)
Mode, Manner, Source = _numbers(columns.Mode), _numbers(columns.Manner), _numbers(columns.Source)
Release, BookIn = _numbers(columns.Release), _numbers(columns.BookIn)
CohortStatus, Tally = _numbers(vocabulary.CohortStatus), _numbers(vocabulary.Tally)
MexicoExit = _numbers(columns.MexicoExit)
Nationality, PersonClass = _numbers(words.Nationality), _numbers(words.PersonClass)

NEVER = int(columns.NEVER)
"""The day of something that has not happened and is not planned."""
LAST_DAY = columns.LAST_DAY
KEEP = 255
"""Stands for a place, a case or a docket that stays as it is."""
