"""A scenario is drawn and laid on the days of a run: what was a range becomes a number, what was a date a day."""

import math
from datetime import date

from sim.base.draws import Stream
from sim.facts.distributions import Shape
from sim.facts.kinds import NumberKind
from sim.facts.parameter import AnyKind, AnyParameter, Effect, Entry, Setting
from sim.facts.values import Fixed, Piece, Point, Value

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
