"""Fields of an institution's bundle: each declares the parameter or the random decision that fills it.

Each function is typed as what the field is once it is read.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from sim.base.durations import DayTable
from sim.engine.compiled import Field, Flags, Floats, Ints, Word
from sim.engine.draws import distributions
from sim.model.context import Context

if TYPE_CHECKING:
    from sim.scenario.names import Duration, DurationByNationality, Number, NumberByClass, NumberByNationality, Switch

T = TypeVar("T")


def number(parameter: "Number") -> float:
    """A number that does not change, or its value on day 0."""
    return _field(lambda ctx: ctx.inputs.number(parameter))


def whole(parameter: "Number") -> int:
    """A whole number that does not change, or its value on day 0."""
    return _field(lambda ctx: ctx.inputs.whole(parameter))


def flag(parameter: "Switch") -> bool:
    """Whether something is on, on day 0."""
    return _field(lambda ctx: ctx.inputs.flag(parameter))


def by_day(parameter: "Number") -> Floats:
    """A number on each day of the run, shape (days,)."""
    return _field(lambda ctx: ctx.inputs.by_day(parameter))


def places(parameter: "Number") -> Ints:
    """Places on each day at the scale of the run, rounded, shape (days,)."""
    return _field(lambda ctx: ctx.places(parameter))


def daily(parameter: "Number") -> Ints:
    """Whole numbers a day that add up to a rate at the scale of the run, shape (days,)."""
    return _field(lambda ctx: ctx.daily(ctx.inputs.by_day(parameter)))


def flag_by_day(parameter: "Switch") -> Flags:
    """Whether something is on, on each day of the run, shape (days,)."""
    return _field(lambda ctx: ctx.inputs.flag_by_day(parameter))


def by_nationality(parameter: "NumberByNationality") -> Floats:
    """A number for each group of nationalities, shape (NATIONALITIES,)."""
    return _field(lambda ctx: ctx.inputs.by_nationality(parameter))


def by_nationality_and_day(parameter: "NumberByNationality") -> Floats:
    """A number for each group of nationalities and day, shape (NATIONALITIES, days)."""
    return _field(lambda ctx: ctx.inputs.by_nationality_and_day(parameter))


def by_class(parameter: "NumberByClass") -> Floats:
    """A number for each class of persons, shape (CLASSES,)."""
    return _field(lambda ctx: ctx.inputs.by_class(parameter))


def distribution(*parameters: "Duration") -> Floats:
    """Durations that do not change, side by side, shape (parameters, guide + longest)."""
    return _field(lambda ctx: distributions([ctx.inputs.duration(each) for each in parameters]))


def residual_life(parameter: "Duration") -> Floats:
    """What is left of a duration at a random moment in it, shape (1, guide + longest)."""
    return _field(lambda ctx: distributions([ctx.inputs.duration(parameter).residual_life()]))


def dated_distributions(*parameters: "Duration") -> Floats:
    """Durations that change by date, every state of each side by side, shape (states, guide + longest)."""
    return _field(lambda ctx: distributions([each for tables, _ in _states(ctx, parameters) for each in tables]))


def in_force(*parameters: "Duration") -> Ints:
    """Which state of each duration holds on each day, a line of `dated_distributions`, shape (parameters, days)."""

    def read(ctx: Context) -> Ints:
        states = _states(ctx, parameters)
        first = np.cumsum([0, *(len(tables) for tables, _ in states)])
        return np.array([before + which for before, (_, which) in zip(first, states, strict=False)], np.int64)

    return _field(read)


def _states(ctx: Context, parameters: "tuple[Duration, ...]") -> list[tuple[tuple[DayTable, ...], Ints]]:
    """The states of each duration, and which of them holds on each day."""
    return [ctx.inputs.duration_by_day(each) for each in parameters]


def distribution_by_nationality(parameter: "DurationByNationality") -> Floats:
    """Durations for each group of nationalities that do not change, shape (NATIONALITIES, guide + longest)."""
    return _field(lambda ctx: distributions(ctx.inputs.durations_by_nationality(parameter)))


def stream(decision: str) -> Word:
    """The key of a decision in this replication."""
    return _field(lambda ctx: ctx.stream(decision).key)


def computed(read: Callable[[Context], T]) -> T:
    """What follows from several parameters."""
    return _field(read)


def _field(read: Callable[[Context], Any]) -> Any:  # noqa: ANN401 - typed as what is read
    return Field(read)
