"""A fitted number is written as the base writes it: value, narrower range, the source of the range it lies in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor, log10

from sim.facts.calibration_parameters import Free
from sim.facts.compiling import between
from sim.facts.distributions import Shape
from sim.facts.kinds import NumberKind
from sim.facts.parameter import AnyParameter, Entry
from sim.facts.writing import as_parameter

_DIGITS = 6
"""Fitted numbers are written with so many significant digits [digits]."""
_NOTE = "fitted to FY2016 and FY2017 inside the range of the source"


@dataclass(frozen=True)
class Placed:
    """Where a free number ended in its range, and how far that is open; all in [0, 1]."""

    free: Free
    place: float
    low: float
    high: float


def fitted_document(placed: Sequence[Placed], parameters: Mapping[str, AnyParameter], heading: Sequence[str]) -> str:
    """Write the layer of fitted numbers.

    Args:
        placed: every free number.
        parameters: of the scenario that was fitted, before the fit.
        heading: lines of comment.
    """
    moved: dict[str, AnyParameter] = {}
    for one in placed:
        for parameter in one.free.parameters(parameters):
            moved[parameter.path] = _moved(moved.get(parameter.path, parameter), parameter, one)
    lines = [f"# {line}" for line in heading]
    return "\n".join([*lines, *(f"{path}:{_text(parameter)}" for path, parameter in sorted(moved.items()))]) + "\n"


def _text(parameter: AnyParameter) -> str:
    return as_parameter(parameter, "  ")


def _moved(current: AnyParameter, origin: AnyParameter, one: Placed) -> AnyParameter:
    is_whole = isinstance(origin.spec.quantity.kind, NumberKind) and origin.spec.quantity.kind.is_whole
    entries = tuple(
        _entry(old, one, is_whole=is_whole) if one.free.when in (None, old.when) else now
        for now, old in zip(current.entries, origin.entries, strict=True)
    )
    return replace(current, settings=(replace(current.settings[0], entries=entries),))


def _entry(entry: Entry, one: Placed, *, is_whole: bool) -> Entry:
    if isinstance(entry.value, Shape) and entry.stretch:
        low, value, high = (
            _short(between(entry.stretch[0], 1.0, entry.stretch[1], quantile=place)) for place in _places(one)
        )
        shape = entry.value.stretched(value)
        return replace(entry, value=_shape(shape), stretch=(_short(low / value), _short(high / value)), note=_NOTE)
    if not isinstance(entry.value, int | float) or entry.low is None or entry.high is None or entry.low == entry.high:
        return entry
    low, value, high = (_short(between(entry.low, entry.value, entry.high, quantile=place)) for place in _places(one))
    if is_whole:
        return replace(entry, value=round(value), low=floor(low), high=-floor(-high), note=_NOTE)
    return replace(entry, value=value, low=min(low, value), high=max(high, value), note=_NOTE)


def _shape(shape: Shape) -> Shape:
    return replace(shape, parameters=tuple(_short(each) for each in shape.parameters))


def _places(one: Placed) -> tuple[float, float, float]:
    return (one.low, one.place, one.high)


def _short(value: float) -> float:
    """Keep the significant digits.

    >>> _short(0.123456789), _short(1234.56789)
    (0.123457, 1234.57)
    """
    return round(value, _DIGITS - 1 - floor(log10(abs(value)))) if value else 0.0
