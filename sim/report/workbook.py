"""Whoever works in a spreadsheet gets the tables, the numbers with their sources, and the notes, in one workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sim.base.metric_key import WHOLE, MetricKey
from sim.report.numbers import Exact
from sim.report.period_tables import monthly_tables
from sim.report.reports import about, notes
from sim.report.sections.reproducibility import four_qualities, stress_des
from sim.report.study import Arm, Spread, Study, items
from sim.report.values import parameter_row, source_row
from sim.results.atomic_files import written_aside
from sim.results.estimates import INTERVAL_METHOD, differences, estimates
from sim.results.metrics import METRICS

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # no types
    from xlsxwriter.format import Format  # type: ignore[import-untyped]  # no types

Row = Sequence[str | float | None]

_NO_CLOCK = datetime(2017, 2, 20, tzinfo=UTC)
"""A workbook carries no clock time, so that equal results give equal files."""
_WIDEST = 60
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
"""What an author wrote is text, whatever it begins with."""


@dataclass(frozen=True)
class Sheet:
    """One table of the workbook."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def write_workbook(path: Path, study: Study) -> None:
    """Write the workbook of a run or of a comparison."""
    from xlsxwriter import Workbook

    with written_aside(path) as aside:
        book = Workbook(str(aside), _OPTIONS)
        book.set_properties({"created": _NO_CLOCK.replace(tzinfo=None), "title": _title(study), "author": "memosim"})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for sheet in sheets(study):
            _write(book, sheet, bold)
        book.close()


def _title(study: Study) -> str:
    return ", ".join(arm.name for arm in study.arms)


def sheets(study: Study) -> tuple[Sheet, ...]:
    """List the tables: notes first, then results, then where the numbers come from."""
    found = [_notes(study)]
    if study.is_comparison:
        found.append(_differences(study))
    found += [_levels(study), _years(study), _ledger(study), *_months(study)]
    found += [_numbers(study), _sources(study), _metrics()]
    found.append(Sheet("Checklists", ("Asked", "Said", "Found in"), (*stress_des(study), *four_qualities(study))))
    return tuple(found)


def _write(book: "Workbook", sheet: Sheet, bold: "Format") -> None:
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    for column, name in enumerate(sheet.columns):
        page.write_string(0, column, name, bold)
        longest = max((len(str(row[column])) for row in sheet.rows[:200]), default=0)
        page.set_column(column, column, min(max(longest, len(name)) + 2, _WIDEST))
    for line, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(line, column, value)
            elif value is not None:
                page.write_number(line, column, value)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _notes(study: Study) -> Sheet:
    rows: list[Row] = [("What was run", arm.name, arm.title) for arm in study.arms]
    rows.append(("Baseline", study.base.name, study.base.title))
    rows.append(("About", "", about(study)))
    rows.append(("Intervals", "", INTERVAL_METHOD))
    rows += [("To know first", "", note) for note in notes(study)]
    left_out = dict.fromkeys(str(line) for arm in study.arms for line in items(arm.manifest, "leaves_out"))
    rows += [("Not simulated", "", line) for line in left_out]
    rows.append(("Command", "", str(study.manifest["command"])))
    return Sheet("Notes", ("What", "Scenario", "Text"), tuple(rows))


def _differences(study: Study) -> Sheet:
    rows = []
    for arm in study.others:
        for one in differences(arm.name, study.base.sample, arm.sample):
            if _is_told(one.key):
                value = (one.baseline, one.value, one.difference, one.low, one.high)
                rows.append((one.scenario, one.key.metric, one.key.group, one.key.period, *value, one.unit))
    columns = ("Scenario", "Metric", "Group", "Fiscal year", "Baseline", "Value", "Difference", "Low", "High", "Unit")
    return Sheet("Differences", columns, tuple(rows))


def _levels(study: Study) -> Sheet:
    return Sheet("Levels", _LEVEL_COLUMNS, tuple(_level_rows(study, is_whole=True)))


def _years(study: Study) -> Sheet:
    return Sheet("By year", _LEVEL_COLUMNS, tuple(_level_rows(study, is_whole=False)))


_LEVEL_COLUMNS = ("Scenario", "Metric", "Group", "Fiscal year", "Mean", "Low", "High", "Unit")


def _level_rows(study: Study, *, is_whole: bool) -> Iterable[Row]:
    for arm in study.arms:
        for one in estimates(arm.sample):
            if _is_told(one.key) and (one.key.period == WHOLE) is is_whole:
                key = one.key
                yield (arm.name, key.metric, key.group, key.period, one.mean, one.low, one.high, one.unit)


def _is_told(key: MetricKey) -> bool:
    """Leave pairs of dimensions to the CSV files, which hold every group."""
    return len(key.dimensions) < 2 or key.metric in ("cost_usd", "removals", "cohort_share")


def _ledger(study: Study) -> Sheet:
    rows: list[Row] = []
    for key in study.base.keys("cost_usd"):
        for arm in study.arms:
            rows.append(
                (key.group, arm.name, *_mean_and_ends(study.level(arm, key)), *_mean_and_ends(_change(study, arm, key)))
            )
    columns = ("Group", "Scenario", "Mean a year", "Low", "High", "Difference a year", "Low of difference", "High")
    return Sheet("Ledger", columns, tuple(rows))


def _change(study: Study, arm: Arm, key: MetricKey) -> Spread | None:
    return None if arm is study.base else study.change(arm, key)


def _mean_and_ends(spread: Spread | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if spread is None else (spread.mean, spread.low, spread.high)


def _months(study: Study) -> list[Sheet]:
    tables = monthly_tables(study)
    rows = [
        (arm.name, row[0], *(float(cell.raw) if isinstance(cell, Exact) else cell for cell in row[1:]))
        for arm, table in zip(study.arms, tables, strict=False)
        for row in table.rows
    ]
    return [Sheet("Monthly (Section O)", ("Scenario", *tables[0].columns), tuple(rows))] if tables else []


def _numbers(study: Study) -> Sheet:
    rows = []
    for arm in study.arms:
        for row in (parameter_row(parameter) for parameter in arm.parameters):
            rows.append((arm.name, *vars(row).values()))
    columns = ("Scenario", "Path", "Definition", "Value", "Low to high", "Unit", "Source", "Quality", "Note")
    return Sheet("Numbers", (*columns, "Layer", "File and line"), tuple(rows))


def _sources(study: Study) -> Sheet:
    listed = [source_row(one) for arm in study.arms for one in items(arm.manifest, "sources") if isinstance(one, dict)]
    rows = tuple(tuple(vars(row).values()) for row in dict.fromkeys(listed))
    return Sheet("Sources", ("Reference", "Title", "Quality", "Publisher, date, address or reason"), rows)


def _metrics() -> Sheet:
    rows = tuple((one.name, one.unit, one.kind.value, one.definition) for one in METRICS)
    return Sheet("What is counted", ("Metric", "Unit", "Kind", "Definition"), rows)
