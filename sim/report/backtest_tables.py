"""A backtest is told in one table of values, and one of how the simple rules do beside the model."""

from collections.abc import Iterable

from sim.data.published import Published
from sim.report.numbers import MINUS, printed, printed_range, printed_unit
from sim.report.tables import Table
from sim.study.backtest import Backtest, Scored
from sim.study.backtest_scores import error_of, fitted, rule_error, totals
from sim.study.calibrate import LeftOut

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


def _row(one: Scored) -> tuple[str, ...]:
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


def _held(one: Scored) -> str:
    if one.score is None or not one.score.covered:
        return ""
    return "yes" if one.score.covered[-1] else "no"


def _totals_table(backtest: Backtest) -> Table:
    found = totals(backtest.rows)
    rows = [("model", str(found.rows - found.not_simulated), percent(found.error, sign=False), "", "")]
    for one in found.rules:
        cells = (percent(one.error, sign=False), percent(one.model_error, sign=False), f"{one.better} of {one.rows}")
        rows.append((_RULES[one.name], str(one.rows), *cells))
    shares = ", ".join(percent(share, sign=False) for share in found.covered)
    note = (
        f"Inputs left out; {found.not_simulated} published values are not simulated. Intervals of 50, 80 and 95% held "
        f"in {shares} of the rows. Mean weighted interval score {percent(found.wis, sign=False)}. * with a range."
    )
    columns = ("Forecast", "Rows", "Mean error", "Model on these rows", "Model nearer")
    return Table("Against simple rules", note, columns, tuple(rows), words=1)


def percent(value: float | None, *, sign: bool = True) -> str:
    """Print a share as per cent, with a sign where it is a difference."""
    if value is None:
        return ""
    return f"{value:+.1%}".replace("-", MINUS) if sign else f"{value:.1%}"


def left_out_table(found: Iterable[LeftOut]) -> Table:
    """Make the table of each year foretold by a fit to the other."""
    rows = []
    for one in found:
        published, unit = one.published, one.published.unit
        shown = (printed(value, unit) for value in (published.value, one.start, one.foretold))
        errors = (percent(rule_error(published, value)) for value in (one.start, one.foretold))
        rows.append((published.metric, published.group, printed_unit(unit), published.period, *shown, *errors))
    columns = ("Measure", "Group", "Unit", "Period", "Published", "Start", "Foretold", "Start off", "Foretold off")
    note = "Numbers fitted to the other year alone; start is with every number at its central value."
    return Table("Each year left out of the fit", note, columns, tuple(rows), words=4)
