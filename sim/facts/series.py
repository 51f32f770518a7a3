"""Published series speak of the program's metrics; a table says which, and which of them the model may be given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sim.facts.findings import Findings
from sim.facts.seeds import Observation, read_rows, read_series

SERIES = "targets/series.csv"
"""The table of series, below seeds/."""
_COLUMNS = ("series", "area", "nationality", "category", "use", "metric", "group", "table")
_MILLION = 1e6


class Role(Enum):
    """What a series is to a comparison with history."""

    INPUT = "input"
    """The model may be given it."""
    TRUTH = "truth"
    """The model never reads it."""
    HISTORY = "history"
    """It serves the simple rules."""


@dataclass(frozen=True)
class Meaning:
    """What rows of one series, area, nationality and category say."""

    series: str
    area: str
    nationality: str
    category: str
    role: Role
    metric: str
    """Empty where the rows only help to make an input."""
    group: str
    table: str

    def fits(self, row: Observation) -> bool:
        """Whether a row is one of these."""
        return (row.series, row.area, row.nationality, row.category) == (
            self.series,
            self.area,
            self.nationality,
            self.category,
        )


@dataclass(frozen=True)
class Meanings:
    """The meanings of all series that a comparison with history reads."""

    all: tuple[Meaning, ...]

    def of(self, row: Observation) -> Meaning | None:
        """The meaning of a row, or nothing where its area or category is none of those."""
        return next((one for one in self.all if one.fits(row)), None)

    @property
    def offered(self) -> tuple[str, ...]:
        """The series that a user may bring."""
        return tuple(dict.fromkeys(one.series for one in self.all if one.role is not Role.HISTORY))

    def inputs(self) -> tuple[str, ...]:
        """The series that the model may be given."""
        return tuple(dict.fromkeys(one.series for one in self.all if one.role is Role.INPUT))


def read_meanings(seeds: Path, findings: Findings) -> Meanings:
    """Read which series means what."""
    rows = read_rows(seeds / SERIES, f"seeds/{SERIES}", columns=_COLUMNS, findings=findings)
    return Meanings(tuple(_meaning(row.cells) for row in rows))


def shipped_rows(seeds: Path, meanings: Meanings, findings: Findings) -> tuple[Observation, ...]:
    """Read the shipped rows of every series with a meaning."""
    known = {one.series for one in meanings.all}
    tables = sorted({one.table for one in meanings.all})
    rows: Iterable[Observation] = (
        row for name in tables for row in read_series(seeds / name, f"seeds/{name}", findings)
    )
    return tuple(row for row in rows if row.series in known)


def period_of(row: Observation) -> str:
    """Name the period of a row, `FY2018` or `2018-10`; nothing where it is neither a fiscal year nor a month."""
    if row.year_type != "FY":
        return ""
    return row.month or (f"FY{row.year}" if row.year.isdigit() else "")


def value_of_row(row: Observation) -> float:
    """The value of a row in the unit of its metric; dollars are published in millions."""
    return row.value * _MILLION if row.unit.startswith("million") else row.value


def told(rows: Iterable[Observation], meanings: Meanings) -> Iterator[tuple[Meaning, str, Observation]]:
    """Give the rows that speak of a metric, with their meaning and period; an earlier row stands before a later one."""
    seen = set()
    for row in rows:
        meaning, period = meanings.of(row), period_of(row)
        if meaning is None or not period:
            continue
        key = (meaning.metric, meaning.group, period)
        if meaning.metric and key not in seen:
            seen.add(key)
            yield meaning, period, row


def _meaning(cells: tuple[str, ...]) -> Meaning:
    series, area, nationality, category, use, metric, group, table = cells
    return Meaning(series, area, nationality, category, Role(use), metric, group, table)
