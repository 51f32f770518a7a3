"""What may be fitted is listed in one table; how far, the range of the parameter itself says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sim.facts.compiling import CENTRE, compiled
from sim.facts.findings import Findings
from sim.facts.parameter import AnyParameter
from sim.facts.seeds import Row, read_rows
from sim.facts.tree import Mark
from sim.facts.values import Value

FREE = "calibration/free.csv"
"""The table of free numbers, below seeds/."""
COLUMNS = ("parameter", "date", "metric", "group", "note")


@dataclass(frozen=True)
class Free:
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


def read_free(
    seeds: Path, parameters: Mapping[str, AnyParameter], base: Mapping[str, AnyParameter], findings: Findings
) -> tuple[Free, ...]:
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
    found = [(row, _free(row, shown, parameters, findings)) for row in rows]
    for row, one in found:
        for parameter in one.parameters(parameters) if one else ():
            if not parameter.says_the_same(base[parameter.path]):
                where = f"{parameter.path}, which the scenario sets itself"
                findings.add(
                    Mark(shown, row.line, 1), "parameter", found=where, expected="a parameter that only the base sets"
                )
    return tuple(one for _, one in found if one)


def _free(row: Row, shown: str, parameters: Mapping[str, AnyParameter], findings: Findings) -> Free | None:
    name, when, metric, group, _ = row.cells
    free = Free(name, date.fromisoformat(when) if when else None, metric, group)
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
