"""A parameter on the days of a run: ranges drawn at a quantile, dated settings laid on days, ramps between them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from math import inf
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import FloatArray, Stream
from sim.base.errors import InvariantError
from sim.scenario.kinds import AnyKind, NumberKind, Shape
from sim.scenario.parameter import AnyParameter, Effect, Entry, Setting

IntArray: TypeAlias = NDArray[np.int64]
Fixed: TypeAlias = bool | float | str | Shape | None


@dataclass(frozen=True)
class Point:
    """The value of a parameter from one day on."""

    day: int
    """May lie before or after the run [days]."""
    value: Fixed
    ramp_from: int | None = None
    """The day from which the value moves linearly to this one; none where it jumps [days]."""


@dataclass(frozen=True)
class Piece:
    """One setting of a parameter on the days of a run."""

    points: tuple[Point, ...]
    """In the order of their days, at least one."""
    effect: Effect = Effect.SET

    @property
    def starts(self) -> int:
        """The first day on which it holds [days]."""
        first = self.points[0]
        return first.day if first.ramp_from is None else first.ramp_from

    def in_force(self, days: IntArray) -> IntArray:
        """Which point is in force on each of some days; the first also before its own day."""
        starts = np.array([point.day for point in self.points])
        return np.maximum(np.searchsorted(starts, days, side="right") - 1, 0).astype(np.int64)

    def laid_over(self, below: FloatArray, days: IntArray, start: Callable[[int], float]) -> FloatArray:
        """Change the levels of some days by what this setting says of them.

        Args:
            below: what the settings before this one say, shape (n,).
            days: shape (n,).
            start: what the settings before this one say of a day; a first ramp to a value climbs from there, one of
                a change from no change.
        """
        match self.effect:
            case Effect.SET:
                own = self.levels(days, start)
            case Effect.ADD:
                own = below + self.levels(days, _nothing)
            case Effect.TIMES:
                own = below * self.levels(days, _one)
        return np.where(days >= self.starts, own, below)

    def levels(self, days: IntArray, start: Callable[[int], float]) -> FloatArray:
        """Its own numbers, before its first day too, shape (n,)."""
        values = np.array([_level(point.value) for point in self.points])
        levels: FloatArray = values[self.in_force(days)]
        for index, point in enumerate(self.points):
            if point.ramp_from is None:
                continue
            sloping = (days >= point.ramp_from) & (days < point.day)
            way = (days[sloping] - point.ramp_from) / (point.day - point.ramp_from)
            first = values[index - 1] if index else start(point.ramp_from)
            levels[sloping] = first + (values[index] - first) * way
        return levels


@dataclass(frozen=True)
class Value:
    """A parameter as the model sees it: drawn, and placed on the days of the run."""

    pieces: tuple[Piece, ...]
    """Each over those before it; at least one, and the first holds before its own days too."""
    is_whole: bool = False
    """Whether only whole numbers mean something; ramps and changes are rounded then."""
    least: float = -inf
    """Relative changes go no lower."""
    most: float = inf
    """Relative changes go no higher."""

    @classmethod
    def of(cls, *points: Point, is_whole: bool = False) -> Self:
        """Make a value of one setting."""
        return cls((Piece(points),), is_whole)

    @classmethod
    def daily(cls, values: Sequence[Fixed]) -> Self:
        """Make a value from what it is on each day of a run, from day 0 on."""
        days = [day for day, value in enumerate(values) if not day or value != values[day - 1]]
        return cls.of(*(Point(day, values[day]) for day in days))

    @property
    def points(self) -> tuple[Point, ...]:
        """The points of all settings, those below first."""
        return tuple(point for piece in self.pieces for point in piece.points)

    def unbounded(self) -> Self:
        """The same without bounds, to see where changes lead."""
        return replace(self, least=-inf, most=inf)

    def on(self, day: int) -> Fixed:
        """The point in force on a day, ramps and relative changes left aside."""
        piece = self._settled(day)
        return piece.points[int(piece.in_force(np.array([day]))[0])].value

    def levels(self, days: IntArray) -> FloatArray:
        """The number on each of some days, shape (n,); a switch is 1 where it is on."""
        found = self._unrounded(days, len(self.pieces))
        return np.rint(found) if self.is_whole else found

    def states(self, days: int) -> tuple[tuple[Fixed, ...], IntArray]:
        """The values that follow each other, and which of them is in force on each of the first days, shape (days,)."""
        values: list[Fixed] = []
        found, every_day = np.zeros(days, np.int64), np.arange(days)
        for index, piece in enumerate(self.pieces):
            now = piece.in_force(every_day) + len(values)
            found = np.where((every_day >= piece.starts) | (index == 0), now, found)
            values += [point.value for point in piece.points]
        return tuple(values), found

    def _settled(self, day: int) -> Piece:
        """The last setting that gives a value, not a change, on a day."""
        settled = [piece for piece in self.pieces if piece.effect is Effect.SET]
        return next((piece for piece in reversed(settled) if piece.starts <= day), settled[0])

    def _unrounded(self, days: IntArray, count: int) -> FloatArray:
        """The number on some days by the first settings alone, not rounded."""
        found = self.pieces[0].levels(days, _nothing)
        for index, piece in enumerate(self.pieces[1:count], start=1):
            found = piece.laid_over(found, days, partial(self._start, index))
            if piece.effect is not Effect.SET:
                found = np.where(days >= piece.starts, np.clip(found, self.least, self.most), found)
        return found

    def _start(self, index: int, day: int) -> float:
        return float(self._unrounded(np.array([day]), index)[0])


def _level(value: Fixed) -> float:
    if not isinstance(value, int | float):
        raise InvariantError(f"found {value!r}, expected a number or a switch")
    return float(value)


def _nothing(day: int) -> float:
    return 0.0


def _one(day: int) -> float:
    return 1.0


CENTRE = 0.5
"""The quantile of the central value; half of all draws lie below it [share]."""


def uniform_of(name: str, seed: int, replication: int) -> float:
    """The draw of a parameter or table in one replication, the same in every scenario, in [0, 1)."""
    return Stream(seed, f"leaf:{name}", replication).once()


def between(low: float, value: float, high: float, *, quantile: float) -> float:
    """Draw from a range whose median is the central value, evenly on each side of it.

    Args:
        low: lower end, at most the value.
        value: the median.
        high: upper end, at least the value.
        quantile: in [0, 1).
    """
    if quantile < CENTRE:
        return low + (value - low) * 2 * quantile
    return value + (high - value) * (2 * quantile - 1)


def is_uncertain(parameter: AnyParameter) -> bool:
    """Whether any value of a parameter has a range to be drawn from."""
    return any(_has_range(entry) for entry in parameter.entries)


def compiled(parameter: AnyParameter, start: date, quantile: float) -> Value:
    """Draw a parameter and place it on the days of a run.

    Args:
        parameter: a claim with its dates and ranges.
        start: day 0.
        quantile: one number for all dates of the parameter; 0.5 gives the central values.
    """
    kind = parameter.spec.quantity.kind
    pieces = tuple(_piece(setting, start, quantile, kind) for setting in parameter.settings)
    if not isinstance(kind, NumberKind):
        return Value(pieces)
    return Value(pieces, kind.is_whole, kind.least, kind.most)


def _piece(setting: Setting, start: date, quantile: float, kind: AnyKind) -> Piece:
    points = []
    is_whole = isinstance(kind, NumberKind) and kind.is_whole and setting.effect is Effect.SET
    for entry in setting.entries:
        value = drawn(entry, start, quantile)
        if isinstance(kind, NumberKind):
            value = _as_number(value, is_whole=is_whole)
        ramp_from = (entry.ramp_from - start).days if entry.ramp_from else None
        points.append(Point((entry.when - start).days if entry.when else 0, value, ramp_from))
    return Piece(tuple(points), setting.effect)


def _has_range(entry: Entry) -> bool:
    low, high = entry.stretch or (entry.low, entry.high)
    return low is not None and high is not None and low < high


def drawn(entry: Entry, start: date, quantile: float) -> Fixed:
    """Draw one value of a parameter; a date becomes days from the start."""
    value = entry.value
    if isinstance(value, Shape):
        low, high = entry.stretch or (1.0, 1.0)
        return value.stretched(between(low, 1.0, high, quantile=quantile))
    if isinstance(value, date):
        return float((value - start).days)
    if entry.low is None or entry.high is None or not isinstance(value, int | float):
        return value
    return between(entry.low, value, entry.high, quantile=quantile)


def _as_number(value: Fixed, *, is_whole: bool) -> Fixed:
    """Round what is counted, and read a word that stands for no limit."""
    if isinstance(value, str):
        return math.inf
    return float(round(value)) if is_whole and isinstance(value, int | float) else value
