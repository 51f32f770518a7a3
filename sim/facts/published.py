"""What was published about the years that the model is compared with; nothing of it is read while the model runs."""

from dataclasses import dataclass
from pathlib import Path

from sim.facts.findings import Findings
from sim.facts.seeds import read_rows
from sim.facts.shipped import shipped_root

TOTALS = "targets/published_totals.csv"
"""The table of published totals, below seeds/."""
_COLUMNS = ("metric", "group", "fiscal_year", "value", "unit", "quality", "source", "note")


@dataclass(frozen=True)
class PublishedTotal:
    """One published number, in the names of the program."""

    metric: str
    group: str
    fiscal_year: str
    value: float
    """In the unit of the metric."""
    quality: str
    source: str


def published_totals(seeds: Path | None = None) -> tuple[PublishedTotal, ...]:
    """Read the published totals.

    Args:
        seeds: the folder of the seeds; the shipped one if not given.

    Raises:
        ScenarioError: if the table cannot be read.
    """
    folder = seeds or shipped_root() / "seeds"
    findings = Findings()
    rows = read_rows(folder / TOTALS, f"seeds/{TOTALS}", columns=_COLUMNS, findings=findings)
    findings.settle()
    return tuple(
        PublishedTotal(metric, group, year, float(value), quality, source)
        for metric, group, year, value, _, quality, source, _ in (row.cells for row in rows)
    )
