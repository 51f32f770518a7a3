"""The parameters that a calibration may move, within their ranges, and how fitted values are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import floor, log10
from pathlib import Path

from sim.data.seeds import Row, read_rows
from sim.data.tree import Findings, Mark
from sim.scenario.kinds import NumberKind, Shape
from sim.scenario.parameter import AnyParameter, Entry
from sim.scenario.values import CENTRE, Value, between, compiled
from sim.scenario.writing import as_parameter

FREE = "calibration/free.csv"
"""The table of free numbers, below seeds/."""
COLUMNS = ("parameter", "date", "metric", "group", "note")


@dataclass(frozen=True)
class FreeParameter:
    """A parameter or a table of parameters that is fitted, whole or from one of its dates.

    Its place lies in [0, 1]: 0 is the low end of the stated range, 0.5 the central value, 1 the high end.
    """

    name: str
    """Path of a parameter, or of a table whose members move together."""
    when: date | None
    """Only the entry of this date moves; all of them where None."""
    metric: str
    """A metric that the number is proportional to and so fitted to directly, or nothing."""
    group: str

    @property
    def label(self) -> str:
        """The name with its date."""
        return f"{self.name}@{self.when}" if self.when else self.name

    def parameters(self, parameters: Mapping[str, AnyParameter]) -> tuple[AnyParameter, ...]:
        """The parameters that move."""
        return tuple(parameter for path, parameter in parameters.items() if self.name in (path, parameter.spec.table))

    def moved(self, parameter: AnyParameter, value: Value, start: date, place: float) -> Value:
        """Move a parameter to a place in its range.

        Args:
            parameter: one of those that move.
            value: the parameter as it stands, with what other free numbers moved.
            start: day 0.
            place: in [0, 1].
        """
        points = compiled(parameter, start, place).points
        pairs = zip(parameter.entries, value.points, points, strict=True)
        moved = (new if self.when in (None, entry.when) else old for entry, old, new in pairs)
        return Value.of(*moved, is_whole=value.is_whole)


def read_free_parameters(
    seeds: Path, parameters: Mapping[str, AnyParameter], base: Mapping[str, AnyParameter], findings: Findings
) -> tuple[FreeParameter, ...]:
    """Read the table of free numbers; a name that is no parameter or table, or one that has no range, is noted.

    A parameter to which the fitted scenario itself gives a value cannot be free either: the fit lies over the base, and
    what the scenario says covers it, and would leak what happened into scenarios in which it did not.

    Args:
        seeds: the folder of the seeds.
        parameters: those of the scenario that is fitted.
        base: those of the base.
        findings: receives every problem.
    """
    shown = f"seeds/{FREE}"
    rows = read_rows(seeds / FREE, shown, columns=COLUMNS, findings=findings)
    read = [(row, _free(row, shown, parameters, findings)) for row in rows]
    for row, one in read:
        for parameter in one.parameters(parameters) if one else ():
            if not parameter.says_the_same(base[parameter.path]):
                where = f"{parameter.path}, which the scenario sets itself"
                findings.add(
                    Mark(shown, row.line, 1), "parameter", found=where, expected="a parameter that only the base sets"
                )
    return tuple(one for _, one in read if one)


def _free(row: Row, shown: str, parameters: Mapping[str, AnyParameter], findings: Findings) -> FreeParameter | None:
    name, when, metric, group, _ = row.cells
    free = FreeParameter(name, date.fromisoformat(when) if when else None, metric, group)
    moved = free.parameters(parameters)
    ends = [compiled(parameter, date(2015, 10, 1), place).points for parameter in moved for place in (0.0, 1.0)]
    if moved and any(low != high for low, high in zip(ends[::2], ends[1::2], strict=True)):
        return free
    known = {parameter.spec.draw_name for parameter in parameters.values()} | set(parameters)
    found = "a parameter without a range" if moved else repr(name)
    mark, hint = Mark(shown, row.line, 1), findings.like(name, known)
    findings.add(
        mark, "parameter", found=found, expected="a parameter, or a table of parameters, with a range", hint=hint
    )
    return None


def centre(count: int) -> list[float]:
    """The places of so many free numbers before anything is fitted."""
    return [CENTRE] * count


_DIGITS = 6
"""Fitted numbers are written with so many significant digits [digits]."""
_NOTE = "fitted to FY2016 and FY2017 inside the range of the source"


@dataclass(frozen=True)
class FittedParameter:
    """Where a free number ended in its range, and how far that is open; all in [0, 1]."""

    free: FreeParameter
    place: float
    low: float
    high: float


def fitted_document(
    placed: Sequence[FittedParameter], parameters: Mapping[str, AnyParameter], heading: Sequence[str]
) -> str:
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


def _moved(current: AnyParameter, origin: AnyParameter, one: FittedParameter) -> AnyParameter:
    is_whole = isinstance(origin.spec.quantity.kind, NumberKind) and origin.spec.quantity.kind.is_whole
    entries = tuple(
        _entry(old, one, is_whole=is_whole) if one.free.when in (None, old.when) else now
        for now, old in zip(current.entries, origin.entries, strict=True)
    )
    return replace(current, settings=(replace(current.settings[0], entries=entries),))


def _entry(entry: Entry, one: FittedParameter, *, is_whole: bool) -> Entry:
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


def _places(one: FittedParameter) -> tuple[float, float, float]:
    return (one.low, one.place, one.high)


def _short(value: float) -> float:
    """Keep the significant digits.

    >>> _short(0.123456789), _short(1234.56789)
    (0.123457, 1234.57)
    """
    return round(value, _DIGITS - 1 - floor(log10(abs(value)))) if value else 0.0
