"""The scores of a backtest over all its values, and the tables that it writes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.data.published import Published, Use
from sim.results.csv_tables import number, write_table
from sim.results.manifest import program_version
from sim.results.scores import LEVELS
from sim.study.backtest import Backtest, ScoredValue
from sim.study.folders import open_folder, rewriting, study_manifest
from sim.study.progress import Watcher

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


@dataclass(frozen=True)
class RuleTotal:
    """One simple rule against the model, where both say something."""

    name: str
    rows: int
    error: float | None
    """Mean size of the rule's error [share]."""
    model_error: float | None
    """Mean size of the model's error on the same rows [share]."""
    better: int
    """Rows on which the model lies nearer than the rule [rows]."""


@dataclass(frozen=True)
class Totals:
    """The scores of all rows that are no inputs."""

    rows: int
    not_simulated: int
    """Published values that the model has no number for [rows]."""
    covered: tuple[float | None, ...]
    """Share of rows whose published value each interval holds."""
    wis: float | None
    """Mean weighted interval score over the size of the truth [share]."""
    error: float | None
    """Mean size of the error [share]."""
    rules: tuple[RuleTotal, ...]


def error_of(one: ScoredValue) -> float | None:
    """Simulated over published, less one; nothing where either is missing [share]."""
    return one.score.error if one.score else None


def fitted(one: ScoredValue) -> bool | str:
    """Whether the calibration aimed at a value, or `input` where the model was given it."""
    return "input" if one.published.use is Use.INPUT else one.published.use is Use.TARGET


def totals(rows: Sequence[ScoredValue]) -> Totals:
    """Score everything that the model had to find by itself."""
    compared = [one for one in rows if one.published.use is not Use.INPUT]
    scored = [one.score for one in compared if one.score]
    held = [one.covered for one in scored if one.covered]
    shares = tuple(_mean(float(one[level]) for one in held) for level in range(len(LEVELS)))
    return Totals(
        len(compared),
        len(compared) - len(scored),
        shares,
        _mean(one.wis for one in scored if one.wis is not None),
        _mean(abs(one.error) for one in scored if one.error is not None),
        tuple(_rule_total(name, compared) for name in ("last_year", "identity", "straight_line")),
    )


def _rule_total(name: str, rows: Sequence[ScoredValue]) -> RuleTotal:
    pairs = []
    for one in rows:
        error, rule = error_of(one), rule_error(one.published, one.rules.by_name()[name])
        if error is not None and rule is not None:
            pairs.append((abs(error), abs(rule)))
    better = sum(error < rule for error, rule in pairs)
    return RuleTotal(name, len(pairs), _mean(rule for _, rule in pairs), _mean(error for error, _ in pairs), better)


def rule_error(published: Published, value: float | None) -> float | None:
    """How far a rule lies off; nothing where it says nothing [share]."""
    return None if value is None or not published.value else value / published.value - 1.0


def _mean(values: Iterable[float]) -> float | None:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else None


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
    with open_folder(folder, watcher), rewriting(folder, study_manifest("backtest", folder, content, backtest.command)):
        write_table(folder / ROWS_TABLE, (*ROW_COLUMNS, *_MORE), (_row(one) for one in backtest.rows))
        write_table(folder / RULES_TABLE, RULE_COLUMNS, (_rules_row(one) for one in backtest.rows))
        write_table(folder / SCORES_TABLE, SCORE_COLUMNS, [score_line(backtest)])
        chart(folder, backtest)


def score_line(backtest: Backtest) -> Sequence[object]:
    """Give the line of a release: how often the truth was covered, and how far off model and rules were."""
    scores = totals(backtest.rows)
    first = min((one.published.period for one in backtest.rows), default="")
    played = (number(backtest.scale), backtest.replications)
    return (program_version(), first, *played, scores.rows, scores.not_simulated, *_score_cells(scores))


def _score_cells(scores: Totals) -> list[str]:
    rules = [
        cell
        for one in scores.rules
        for cell in (_short(one.error), _short(one.model_error), f"{one.better} of {one.rows}")
    ]
    return [*(_short(share) for share in scores.covered), _short(scores.wis), _short(scores.error), *rules]


def _short(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def _row(one: ScoredValue) -> Sequence[object]:
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


def _rules_row(one: ScoredValue) -> Sequence[object]:
    published = one.published
    errors = (
        None if value is None or not published.value else value / published.value - 1.0
        for value in one.rules.by_name().values()
    )
    return (*published.key.texts, number(published.value), number(error_of(one)), *(number(error) for error in errors))
