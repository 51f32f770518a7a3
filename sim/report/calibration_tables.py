"""A calibration is told by the fit beside each target, by where the numbers ended, and by what stays open in common."""

import csv
from collections.abc import Iterable
from pathlib import Path

from sim.report.backtest_tables import percent
from sim.report.numbers import printed, printed_unit
from sim.report.tables import Table
from sim.results.metrics import METRIC
from sim.study.calibrate import Calibration
from sim.study.calibration_files import NUMBERS, fit_rows
from sim.study.one_at_a_time import Weighty


def calibration_tables(calibration: Calibration) -> tuple[Table, ...]:
    """Make the tables of the fit, of the numbers and of the common directions."""
    return (_fit_table(calibration), _numbers_table(calibration.problem.directory), _directions_table(calibration))


def _fit_table(calibration: Calibration) -> Table:
    columns = ("Measure", "Group", "Unit", "Period", "Published", "Start", "Fitted", "Start off", "Fitted off")
    rows = []
    for metric, group, period, published, start, fitted in fit_rows(calibration):
        unit = METRIC[metric].unit
        shown = (printed(value, unit) for value in (published, start, fitted))
        offs = (percent(None if value is None else value / published - 1.0) for value in (start, fitted))
        rows.append((metric, group, printed_unit(unit), period, *shown, *offs))
    before, after = (sum(float(r) ** 2 for r in each) for each in _residuals(calibration))
    note = f"Squared distances in tolerances: {before:,.0f} before, {after:,.0f} after {calibration.fit.steps} steps."
    return Table("Fit", note, columns, tuple(rows), words=4)


def _residuals(calibration: Calibration) -> tuple[list[float], list[float]]:
    problem = calibration.problem
    offs = [
        [
            (values.get(one.key, one.value) - one.value) / width
            for one, width in zip(problem.targets, problem.tolerance.tolist(), strict=True)
        ]
        for values in (calibration.before, calibration.after)
    ]
    return offs[0], offs[1]


def _numbers_table(folder: Path) -> Table:
    with (folder / NUMBERS).open(encoding="utf-8", newline="") as file:
        rows = [tuple(row) for row in csv.reader(file)][1:]
    note = "Places in the stated ranges: 0 the low end, 0.5 the central value, 1 the high end."
    columns = ("Number", "Place", "Low", "High", "Learned", "At an end")
    return Table("Fitted numbers", note, columns, tuple(rows))


def _directions_table(calibration: Calibration) -> Table:
    rows = tuple((one.name, f"{one.variance:.2f}") for one in calibration.directions)
    note = "What data cannot tell apart; drawn in common in every run. Width: how many numbers' worth of what is open."
    return Table("Drawn together", note, ("Direction", "Width"), rows)


def weighty_table(found: Iterable[Weighty]) -> Table:
    """Make the table of the numbers that move the targets most."""
    columns = ("Number", "Weakest source", "Sources", "Moves most", "At its low end", "At its high end", "Effect")
    rows = []
    for one in found:
        ends = (printed(value, METRIC[one.target.metric].unit) for value in (one.low, one.high))
        moves = ", ".join(one.target.texts)
        rows.append((one.name, one.quality, ", ".join(one.sources), moves, *ends, f"{one.effect:.1f}"))
    note = "Each alone at both ends of its range, all else at its centre. Effect: over all targets, in tolerances."
    return Table("Numbers that matter most", note, columns, tuple(rows), words=4)
