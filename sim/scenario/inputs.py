"""The inputs of one replication: every parameter by day, drawn together by a Gaussian copula where it is uncertain."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import IntEnum
from functools import wraps
from math import fsum, sqrt
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeAlias, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import Nationality
from sim.base.days import Clock
from sim.base.draws import FloatArray
from sim.base.durations import DayTable
from sim.base.errors import InvariantError
from sim.data.arrivals import Arrivals
from sim.data.seeds import read_rows
from sim.data.tree import Findings, Mark
from sim.scenario.kinds import Shape
from sim.scenario.names import Name, path_of
from sim.scenario.values import Fixed, IntArray, Value, uniform_of

if TYPE_CHECKING:
    from sim.scenario.names import (
        Choice,
        Duration,
        DurationByNationality,
        Number,
        NumberByClass,
        NumberByNationality,
        Switch,
    )
    from sim.scenario.parameters.group import ParameterGroup

BoolArray: TypeAlias = NDArray[np.bool_]
P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Inputs:
    """All parameters of one replication, drawn and laid on the days of the run."""

    clock: Clock
    seed: int
    replication: int
    scale: float
    """The share of the world that is simulated [share]."""
    values: dict[str, Value]
    arrivals: Arrivals | None = None
    """What is published about apprehensions, laid on the months of the run; none where no seeds were given."""
    base: dict[str, Value] = field(default_factory=dict)
    """What the base says of the parameters that the scenario changed, drawn at the same quantile."""
    imposed_receipts: tuple[float, ...] | None = None
    """Cases to be filed in each month of the run where history is imposed, not-a-number in a month that is not
    [cases]; none where the model finds them all."""
    read: set[str] = field(default_factory=set)
    """Paths that were asked for."""
    derived: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What follows from them and was computed already; of any type."""

    def is_set(self, parameter: "Number") -> bool:
        """Whether a parameter that may be null has a value."""
        return self._value(path_of(parameter)).points[0].value is not None

    def number(self, parameter: "Number") -> float:
        """A number that does not change, or its value on day 0; infinity where there is no limit."""
        path = path_of(parameter)
        return float(self._series(path, self._value(path), 1)[0])

    def whole(self, parameter: "Number") -> int:
        """A whole number that does not change, or its value on day 0."""
        return int(self.number(parameter))

    def flag(self, parameter: "Switch") -> bool:
        """Whether something is on, on day 0."""
        return bool(self.flag_by_day(parameter)[0])

    def choice(self, parameter: "Choice") -> str:
        """The word chosen, on day 0."""
        path = path_of(parameter)
        word = self._value(path).on(0)
        if not isinstance(word, str):
            raise _wrong_kind(path, word, "a choice")
        return word

    def by_day(self, parameter: "Number") -> FloatArray:
        """A number on each day of the run, shape (days,); infinity where there is no limit."""
        path = path_of(parameter)
        return self._series(path, self._value(path), self.clock.days)

    def base_by_day(self, parameter: "Number") -> FloatArray:
        """What a number is in the base on each day, whatever the scenario sets, shape (days,)."""
        path = path_of(parameter)
        value = self._value(path)
        return self._series(path, self.base.get(path, value), self.clock.days)

    def base_number(self, parameter: "Number") -> float:
        """What a number is in the base on day 0, whatever the scenario sets."""
        return float(self.base_by_day(parameter)[0])

    def base_duration(self, parameter: "Duration") -> DayTable:
        """What a duration is in the base on day 0, whatever the scenario sets."""
        path = path_of(parameter)
        value = self._value(path)
        return _shape(path, self.base.get(path, value).on(0)).table()

    def flag_by_day(self, parameter: "Switch") -> BoolArray:
        """Whether something is on, on each day of the run, shape (days,)."""
        path = path_of(parameter)
        states, in_force = self._value(path).states(self.clock.days)
        if not all(isinstance(state, bool) for state in states):
            raise _wrong_kind(path, states[0], "a switch")
        return np.array(states, np.bool_)[in_force]

    def duration(self, parameter: "Duration") -> DayTable:
        """A duration that does not change, or the one in force on day 0."""
        path = path_of(parameter)
        return _shape(path, self._value(path).on(0)).table()

    def duration_by_day(self, parameter: "Duration") -> tuple[tuple[DayTable, ...], IntArray]:
        """The tables of a duration, and which of them is in force on each day, shape (days,)."""
        path = path_of(parameter)
        shapes, in_force = self._value(path).states(self.clock.days)
        return tuple(_shape(path, shape).table() for shape in shapes), in_force

    def by_code(self, group: "ParameterGroup", codes: Iterable[IntEnum]) -> FloatArray:
        """A number for each code that a member of a group is named after, on day 0, shape (codes,)."""
        return np.array([self.number(member) for member in _members(group, codes)])

    def by_code_and_day(self, group: "ParameterGroup", codes: Iterable[IntEnum]) -> FloatArray:
        """A number for each code that a member of a group is named after and each day, shape (codes, days)."""
        return np.array([self.by_day(member) for member in _members(group, codes)])

    def by_class(self, parameter: "NumberByClass") -> FloatArray:
        """A number for each class of persons at large, on day 0, shape (CLASSES,)."""
        return np.array([self.number(each) for each in (parameter.adult, parameter.family, parameter.child)])

    def by_nationality(self, parameter: "NumberByNationality") -> FloatArray:
        """A number for each group of nationalities, on day 0, shape (NATIONALITIES,)."""
        return self.by_code(parameter, Nationality)

    def by_nationality_and_day(self, parameter: "NumberByNationality") -> FloatArray:
        """A number for each group of nationalities and day, shape (NATIONALITIES, days)."""
        return self.by_code_and_day(parameter, Nationality)

    def base_by_nationality(self, parameter: "NumberByNationality") -> FloatArray:
        """What a number for each group of nationalities is in the base on day 0, shape (NATIONALITIES,)."""
        return np.array([self.base_number(member) for member in _members(parameter, Nationality)])

    def durations_by_nationality(self, parameter: "DurationByNationality") -> tuple[DayTable, ...]:
        """A duration for each group of nationalities, on day 0, in the order of Nationality."""
        return tuple(self.duration(member) for member in _members(parameter, Nationality))

    def unread(self) -> tuple[str, ...]:
        """Paths that nothing asked for, in order."""
        return tuple(sorted(self.values.keys() - self.read))

    def _value(self, path: str) -> Value:
        if path not in self.values:
            near = get_close_matches(path, self.values, n=1, cutoff=0.0)
            raise InvariantError(f"no parameter {path}; the nearest is {near[0] if near else 'none'}")
        self.read.add(path)
        return self.values[path]

    def _series(self, path: str, value: Value, days: int) -> FloatArray:
        for point in value.points:
            if isinstance(point.value, bool) or not isinstance(point.value, int | float):
                raise _wrong_kind(path, point.value, "a number")
        return value.levels(np.arange(days))


def once_a_run(derive: Callable[Concatenate[Inputs, P], T]) -> Callable[Concatenate[Inputs, P], T]:
    """Compute what follows from the inputs when it is first asked for, and keep it with them; nobody may change it."""

    @wraps(derive)
    def kept(inputs: Inputs, /, *args: P.args, **kwargs: P.kwargs) -> T:
        name = (derive.__module__, derive.__qualname__, args, tuple(kwargs.items()))
        if name not in inputs.derived:
            inputs.derived[name] = derive(inputs, *args, **kwargs)
        found: T = inputs.derived[name]
        return found

    return cast(Callable[Concatenate[Inputs, P], T], kept)


def _members(group: "ParameterGroup", codes: Iterable[IntEnum]) -> tuple[Any, ...]:
    """The members of a group, of any type, by the codes that they are named after."""
    return tuple(Name(f"{path_of(group)}.{code.name.lower()}") for code in codes)


def _shape(path: str, value: Fixed) -> Shape:
    if not isinstance(value, Shape):
        raise _wrong_kind(path, value, "a duration")
    return value


def _wrong_kind(path: str, found: Fixed, asked: str) -> InvariantError:
    return InvariantError(f"{path}: found {found!r}, expected {asked}; ask with the accessor of its kind")


CORRELATION = "calibration/correlation.csv"
"""The table of common directions, below seeds/."""
COLUMNS = ("direction", "parameter", "loading")
_NORMAL = NormalDist()
_EDGE = 1e-9
"""A uniform is kept so far from 0 and 1, where a normal value would be endless [share]."""


@dataclass(frozen=True)
class Correlation:
    """By the name under which a parameter or table is drawn: how far it follows each common direction, in [-1, 1]."""

    loadings: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def uniform(self, name: str, seed: int, replication: int) -> float:
        """The draw of a parameter or table, in [0, 1): even by itself, and bound to others by its loadings.

        A Gaussian copula: normal values of the common directions and of the parameter's own add up to a normal value.

        Args:
            name: the name under which the parameter is drawn.
            seed: of the run.
            replication: counted from 1.
        """
        own = uniform_of(name, seed, replication)
        loadings = self.loadings.get(name)
        if not loadings:
            return own
        rest = max(1.0 - fsum(loading**2 for loading in loadings.values()), 0.0)
        total = sqrt(rest) * _normal(own)
        for direction, loading in loadings.items():
            total += loading * _normal(uniform_of(f"together:{direction}", seed, replication))
        return min(_NORMAL.cdf(total), 1.0 - _EDGE)


def read_correlation(seeds: Path, findings: Findings) -> Correlation:
    """Read the common directions; nothing where there is no table."""
    path, shown = seeds / CORRELATION, f"seeds/{CORRELATION}"
    if not path.exists():
        return Correlation()
    found: dict[str, dict[str, float]] = {}
    for row in read_rows(path, shown, columns=COLUMNS, findings=findings):
        direction, parameter, loading = row.cells
        try:
            found.setdefault(parameter, {})[direction] = float(loading)
        except ValueError:
            findings.add(Mark(shown, row.line, 1), "loading", found=repr(loading), expected="a number from -1 to 1")
    return Correlation(found)


def _normal(uniform: float) -> float:
    return _NORMAL.inv_cdf(min(max(uniform, _EDGE), 1.0 - _EDGE))
