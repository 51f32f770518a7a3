"""A backtest leaves two tables, one line of scores and a manifest."""

from collections.abc import Callable, Sequence
from pathlib import Path

from sim.results.long_tables import number, write_table
from sim.results.manifest import program_version
from sim.results.scores import LEVELS
from sim.study.backtest import Backtest, Scored
from sim.study.progress import Watcher
from sim.study.scoring import Totals, error_of, fitted, totals
from sim.study.study_folder import opened, rewritten, study_manifest

ROWS_TABLE, RULES_TABLE, SCORES_TABLE = "backtest.csv", "simple_rules.csv", "scores.csv"
Chart = Callable[[Path, Backtest], None]
"""Draws the chart of a finished backtest."""

ROW_COLUMNS = ("metric", "group", "period", "published", "simulated", "low", "high", "error", "fitted")
_MORE = ("published_low", "published_high", "unit", "quality", "covered", "wis", "source", "note")
RULE_COLUMNS = ("metric", "group", "period", "published", "simulated_error", "last_year", "identity", "straight_line")
SCORE_COLUMNS = (
    "release",
    "first",
    "scale",
    "replications",
    "rows",
    "not_simulated",
    *(f"covered_{round(level * 100)}" for level in LEVELS),
    "mean_wis",
    "mean_error",
    *(
        name
        for rule in ("last_year", "identity", "straight_line")
        for name in (f"{rule}_error", f"mean_error_beside_{rule}", f"better_than_{rule}")
    ),
)


def write_backtest(backtest: Backtest, chart: Chart, watcher: Watcher) -> None:
    """Write the tables, the chart and the manifest of a backtest.

    Raises:
        ResultsError: if it cannot be written.
    """
    folder = backtest.directory
    content = {
        "replications": backtest.replications,
        "scale": backtest.scale,
        "notes": list(backtest.notes),
    }
    with opened(folder, watcher), rewritten(folder, study_manifest("backtest", folder, content, backtest.command)):
        write_table(folder / ROWS_TABLE, (*ROW_COLUMNS, *_MORE), (_row(one) for one in backtest.rows))
        write_table(folder / RULES_TABLE, RULE_COLUMNS, (_rules_row(one) for one in backtest.rows))
        write_table(folder / SCORES_TABLE, SCORE_COLUMNS, [score_line(backtest)])
        chart(folder, backtest)


def score_line(backtest: Backtest) -> Sequence[object]:
    """Give the line of a release: how often the truth was covered, and how far off model and rules were."""
    found = totals(backtest.rows)
    first = min((one.published.period for one in backtest.rows), default="")
    played = (number(backtest.scale), backtest.replications)
    return (program_version(), first, *played, found.rows, found.not_simulated, *_score_cells(found))


def _score_cells(found: Totals) -> list[str]:
    rules = [
        cell
        for one in found.rules
        for cell in (_short(one.error), _short(one.model_error), f"{one.better} of {one.rows}")
    ]
    return [*(_short(share) for share in found.covered), _short(found.wis), _short(found.error), *rules]


def _short(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def _row(one: Scored) -> Sequence[object]:
    published, low_high = one.published, one.simulated.widest if one.simulated else (None, None)
    simulated = one.simulated.mean if one.simulated else None
    covered = one.score.covered[-1] if one.score and one.score.covered else ""
    return (
        *published.key.texts,
        number(published.value),
        number(simulated),
        *(number(end) for end in low_high),
        number(error_of(one)),
        fitted(one),
        number(published.low),
        number(published.high),
        published.unit,
        published.quality,
        covered,
        number(one.score.wis if one.score else None),
        published.source,
        published.note,
    )


def _rules_row(one: Scored) -> Sequence[object]:
    published = one.published
    errors = (
        None if value is None or not published.value else value / published.value - 1.0
        for value in one.rules.by_name().values()
    )
    return (*published.key.texts, number(published.value), number(error_of(one)), *(number(error) for error in errors))
