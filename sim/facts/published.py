"""What was published about the years that the model is compared with; nothing of it is read while the model runs."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sim.facts.findings import Findings
from sim.facts.seeds import Row, read_rows
from sim.facts.shipped import shipped_root
from sim.facts.tree import Mark

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
    def key(self) -> tuple[str, str, str]:
        """Metric, group and period."""
        return (self.metric, self.group, self.period)

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
    findings.settle()
    return tuple(one for one in found if one)


def published_totals(seeds: Path | None = None) -> tuple[Published, ...]:
    """Read the published values of whole fiscal years.

    Args:
        seeds: the folder of the seeds; the shipped one if not given.

    Raises:
        ScenarioError: if the table cannot be read.
    """
    return tuple(one for one in published_values(seeds) if one.fiscal_year.isdigit())


def _published(row: Row, shown: str, findings: Findings) -> Published | None:
    metric, group, period, value, low, high, unit, quality, use, source, note = row.cells
    try:
        number = float(value)
        ends = (float(low or value), float(high or value))
        return Published(metric, group, period, number, *ends, unit, quality, Use(use), source, note)
    except ValueError as error:
        uses = ", ".join(each.value for each in Use)
        findings.add(Mark(shown, row.line, 1), "", found=str(error), expected=f"numbers, and a use among {uses}")
        return None
