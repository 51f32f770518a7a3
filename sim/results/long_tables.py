"""Metrics and differences are given out as long tables that any program reads, one value a line."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from sim.results.atomic_files import written_aside
from sim.results.estimates import Difference
from sim.results.replications import Measured

METRIC_COLUMNS = ("scenario", "replication", "fiscal_year", "metric", "group", "value", "unit")
DIFFERENCE_COLUMNS = (
    "scenario",
    "metric",
    "group",
    "fiscal_year",
    "baseline",
    "value",
    "difference",
    "low",
    "high",
    "unit",
)
_EXACT = 2.0**53
"""Whole numbers up to this size are exact as fractions, and are written without a decimal point [1]."""


def number(value: float | None) -> str:
    """Write a number in full precision, whole numbers without a point, and nothing for None."""
    if value is None:
        return ""
    return str(int(value)) if abs(value) < _EXACT and value == int(value) else repr(float(value))


def write_metrics(path: Path, scenario: str, replications: Iterable[tuple[int, Measured]]) -> None:
    """Write metrics.csv from exactly these replications."""
    lines = (
        (scenario, replication, key.period, key.metric, key.group, number(value), unit)
        for replication, measured in replications
        for key, unit, value in zip(measured.keys, measured.units, measured.values.tolist(), strict=True)
    )
    write_table(path, METRIC_COLUMNS, lines)


def write_differences(path: Path, differences: Iterable[Difference]) -> None:
    """Write differences.csv, the paired differences of every scenario from the baseline."""
    lines = (
        (
            one.scenario,
            one.key.metric,
            one.key.group,
            one.key.period,
            number(one.baseline),
            number(one.value),
            number(one.difference),
            number(one.low),
            number(one.high),
            one.unit,
        )
        for one in differences
    )
    write_table(path, DIFFERENCE_COLUMNS, lines)


def write_table(path: Path, columns: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    """Write a table of any columns, whole or not at all."""
    with written_aside(path) as aside, aside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)
