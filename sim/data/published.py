"""Published values of FY2016 and later: what the model is compared with, and series that a replay may impose."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sim.base.metric_key import MetricKey
from sim.data.seeds import Observation, Row, read_rows, read_series, shipped_root
from sim.data.tree import Findings, Mark

PUBLISHED = "targets/published.csv"
"""The table of published values, below seeds/."""
_COLUMNS = ("metric", "group", "period", "value", "low", "high", "unit", "quality", "use", "source", "note")
YEAR = "FY"
"""What the name of a fiscal year begins with."""


class Use(Enum):
    """What a published value is to the model."""

    TARGET = "target"
    """The calibration aims at it."""
    CHECK = "check"
    """It is compared and nothing else."""
    INPUT = "input"
    """The model is given it."""


@dataclass(frozen=True)
class Published:
    """One published number, in the names of the program."""

    metric: str
    group: str
    period: str
    """`FY2016`, `FY2017H1`, `FY2017H2` or `2016-10`."""
    value: float
    """In the unit of the metric."""
    low: float
    """The least that it may be; the value itself where it is exact."""
    high: float
    """The most that it may be; the value itself where it is exact."""
    unit: str
    quality: str
    use: Use
    source: str
    note: str = ""

    @property
    def key(self) -> MetricKey:
        """Metric, group and period."""
        return MetricKey.read(self.metric, self.group, self.period)

    @property
    def fiscal_year(self) -> str:
        """The fiscal year of a yearly value as in metrics.csv."""
        return self.period.removeprefix(YEAR)


def published_values(seeds: Path | None = None) -> tuple[Published, ...]:
    """Read every published value of the calibration years.

    Args:
        seeds: the folder of the seeds; the shipped one if not given.

    Raises:
        ScenarioError: if the table cannot be read.
    """
    folder = seeds or shipped_root() / "seeds"
    findings = Findings()
    shown = f"seeds/{PUBLISHED}"
    rows = read_rows(folder / PUBLISHED, shown, columns=_COLUMNS, findings=findings)
    found = [_published(row, shown, findings) for row in rows]
    findings.raise_if_any()
    return tuple(value for value in found if value)


def published_totals(seeds: Path | None = None) -> tuple[Published, ...]:
    """Read the published values of whole fiscal years.

    Args:
        seeds: the folder of the seeds; the shipped one if not given.

    Raises:
        ScenarioError: if the table cannot be read.
    """
    return tuple(value for value in published_values(seeds) if value.fiscal_year.isdigit())


def _published(row: Row, shown: str, findings: Findings) -> Published | None:
    metric, group, period, value, low, high, unit, quality, use, source, note = row.cells
    try:
        number = float(value)
        ends = (float(low or value), float(high or value))
        return Published(metric, group, period, number, *ends, unit, quality, Use(use), source, note)
    except ValueError as error:
        uses = ", ".join(use.value for use in Use)
        findings.add(Mark(shown, row.line, 1), "", found=str(error), expected=f"numbers, and a use among {uses}")
        return None


SERIES = "targets/series.csv"
"""The table of series, below seeds/."""
_SERIES_COLUMNS = ("series", "area", "nationality", "category", "use", "metric", "group", "table")
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
        return next((meaning for meaning in self.all if meaning.fits(row)), None)

    @property
    def offered(self) -> tuple[str, ...]:
        """The series that a user may bring."""
        return tuple(dict.fromkeys(meaning.series for meaning in self.all if meaning.role is not Role.HISTORY))

    def inputs(self) -> tuple[str, ...]:
        """The series that the model may be given."""
        return tuple(dict.fromkeys(meaning.series for meaning in self.all if meaning.role is Role.INPUT))


def read_meanings(seeds: Path, findings: Findings) -> Meanings:
    """Read which series means what."""
    rows = read_rows(seeds / SERIES, f"seeds/{SERIES}", columns=_SERIES_COLUMNS, findings=findings)
    return Meanings(tuple(_meaning(row.cells) for row in rows))


def shipped_rows(seeds: Path, meanings: Meanings, findings: Findings) -> tuple[Observation, ...]:
    """Read the shipped rows of every series with a meaning."""
    known = {meaning.series for meaning in meanings.all}
    tables = sorted({meaning.table for meaning in meanings.all})
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


def measured_rows(rows: Iterable[Observation], meanings: Meanings) -> Iterator[tuple[Meaning, str, Observation]]:
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
