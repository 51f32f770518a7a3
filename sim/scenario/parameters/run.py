"""A run has a first day, a length, a number of replications and a seed."""

from datetime import date
from typing import Annotated, TypeAlias

from sim.scenario.kinds import DayKind, NumberKind
from sim.scenario.parameter import Parameter, Quantity
from sim.scenario.parameters.group import ParameterGroup

_FIRST = date(2007, 10, 1)
"""The first day of fiscal year 2008."""
_LAST = date(2035, 9, 30)
"""The last day of fiscal year 2035."""
_LARGEST_SEED = 2**53
"""A seed stays exact in every program that reads it."""

StartDay: TypeAlias = Annotated[Parameter[date], Quantity(DayKind(_FIRST, _LAST), is_claim=False)]
Years: TypeAlias = Annotated[
    Parameter[int], Quantity(NumberKind("count", "a whole number from 1 to 20", 1, 20, is_whole=True), is_claim=False)
]
Replications: TypeAlias = Annotated[
    Parameter[int],
    Quantity(NumberKind("count", "a whole number from 1 to 10000", 1, 10000, is_whole=True), is_claim=False),
]
Seed: TypeAlias = Annotated[
    Parameter[int],
    Quantity(
        NumberKind("count", f"a whole number from 0 to {_LARGEST_SEED}", 0, _LARGEST_SEED, is_whole=True),
        is_claim=False,
    ),
]


class Run(ParameterGroup):
    """What is played, how often and with which seed."""

    start: StartDay
    """First day of the run."""
    years: Years
    """Length of the run [years]."""
    replications: Replications
    """How often the run is played with other draws [replications]."""
    seed: Seed
    """Names the draws of the run: the same seed gives the same draws to every scenario [number]."""
