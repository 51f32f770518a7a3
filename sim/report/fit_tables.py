"""Tables of a backtest (values, and simple rules beside the model) and of a calibration."""

import csv
from collections.abc import Iterable
from pathlib import Path

from sim.data.published import Published
from sim.report.numbers import percent, printed, printed_range, printed_unit
from sim.report.tables import Table
from sim.results.metrics import METRIC
from sim.study.backtest import Backtest, ScoredValue
from sim.study.backtest_scores import error_of, fitted, rule_error, totals
from sim.study.calibrate import Calibration, HeldOutValue
from sim.study.calibration_files import NUMBERS, fit_rows
from sim.study.one_at_a_time import RankedParameter

_COLUMNS = (
    "Measure",
    "Group",
    "Unit",
    "Period",
    "Fitted",
    "Published",
    "Simulated",
    "95% interval",
    "Error",
    "Held",
    "Last year",
    "Identity",
    "Line",
)
_RULES = {"last_year": "last year again", "identity": "the bare identity", "straight_line": "a straight line"}
_NOTE = (
    "Interval: where one replay of history falls in 95 of 100 cases, over chance and uncertain inputs. Held: it meets "
    "the published value or its range. The last three columns are the errors of simple rules that know the year before."
)


def backtest_tables(backtest: Backtest) -> tuple[Table, ...]:
    """Make the table of values and the table of totals."""
    rows = tuple(_row(one) for one in backtest.rows)
    return (Table("Backtest", _NOTE, _COLUMNS, rows, words=5), _totals_table(backtest))


def _row(one: ScoredValue) -> tuple[str, ...]:
    published, unit = one.published, one.published.unit
    simulated, interval = printed(None, ""), ""
    if one.simulated:
        simulated, interval = printed(one.simulated.mean, unit), printed_range(*one.simulated.widest, unit)
    is_fitted = fitted(one)
    return (
        published.metric,
        published.group,
        printed_unit(unit),
        published.period,
        is_fitted if isinstance(is_fitted, str) else "yes" if is_fitted else "no",
        _value(published),
        simulated,
        interval,
        percent(error_of(one)),
        _held(one),
        *(percent(rule_error(published, value)) for value in one.rules.by_name().values()),
    )


def _value(published: Published) -> str:
    text = printed(published.value, published.unit)
    return text if published.low == published.high else f"{text} *"


def _held(one: ScoredValue) -> str:
    if one.score is None or not one.score.covered:
        return ""
    return "yes" if one.score.covered[-1] else "no"


def _totals_table(backtest: Backtest) -> Table:
    scores = totals(backtest.rows)
    rows = [("model", str(scores.rows - scores.not_simulated), percent(scores.error, sign=False), "", "")]
    for one in scores.rules:
        cells = (percent(one.error, sign=False), percent(one.model_error, sign=False), f"{one.better} of {one.rows}")
        rows.append((_RULES[one.name], str(one.rows), *cells))
    shares = ", ".join(percent(share, sign=False) for share in scores.covered)
    note = (
        f"Inputs left out; {scores.not_simulated} published values are not simulated. Intervals of 50, 80 and 95% held "
        f"in {shares} of the rows. Mean weighted interval score {percent(scores.wis, sign=False)}. * with a range."
    )
    columns = ("Forecast", "Rows", "Mean error", "Model on these rows", "Model nearer")
    return Table("Against simple rules", note, columns, tuple(rows), words=1)


def left_out_table(years: Iterable[HeldOutValue]) -> Table:
    """Make the table of each year foretold by a fit to the other."""
    rows = []
    for one in years:
        published, unit = one.published, one.published.unit
        shown = (printed(value, unit) for value in (published.value, one.start, one.foretold))
        errors = (percent(rule_error(published, value)) for value in (one.start, one.foretold))
        rows.append((published.metric, published.group, printed_unit(unit), published.period, *shown, *errors))
    columns = ("Measure", "Group", "Unit", "Period", "Published", "Start", "Foretold", "Start off", "Foretold off")
    note = "Numbers fitted to the other year alone; start is with every number at its central value."
    return Table("Each year left out of the fit", note, columns, tuple(rows), words=4)


def calibration_tables(calibration: Calibration) -> tuple[Table, ...]:
    """Make the tables of the fit, of the numbers and of the common directions."""
    return (_fit_table(calibration), _numbers_table(calibration.problem.directory), _directions_table(calibration))


def _fit_table(calibration: Calibration) -> Table:
    columns = ("Measure", "Group", "Unit", "Period", "Published", "Start", "Fitted", "Start off", "Fitted off")
    rows = []
    for metric, group, period, published, start, end in fit_rows(calibration):
        unit = METRIC[metric].unit
        shown = (printed(value, unit) for value in (published, start, end))
        offs = (percent(None if value is None else value / published - 1.0) for value in (start, end))
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


def ranking_table(numbers: Iterable[RankedParameter]) -> Table:
    """Make the table of the numbers that move the targets most."""
    columns = ("Number", "Weakest source", "Sources", "Moves most", "At its low end", "At its high end", "Effect")
    rows = []
    for one in numbers:
        ends = (printed(value, METRIC[one.target.metric].unit) for value in (one.low, one.high))
        moves = ", ".join(one.target.texts)
        rows.append((one.name, one.quality, ", ".join(one.sources), moves, *ends, f"{one.effect:.1f}"))
    note = "Each alone at both ends of its range, all else at its centre. Effect: over all targets, in tolerances."
    return Table("Numbers that matter most", note, columns, tuple(rows), words=4)
