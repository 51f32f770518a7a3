"""Many values are scored together: how often the interval held, how far off the model was, and what a rule would do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sim.data.published import Published, Use
from sim.results.scores import LEVELS
from sim.study.backtest import Scored


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


def error_of(one: Scored) -> float | None:
    """Simulated over published, less one; nothing where either is missing [share]."""
    return one.score.error if one.score else None


def fitted(one: Scored) -> bool | str:
    """Whether the calibration aimed at a value, or `input` where the model was given it."""
    return "input" if one.published.use is Use.INPUT else one.published.use is Use.TARGET


def totals(rows: Sequence[Scored]) -> Totals:
    """Score everything that the model had to find by itself."""
    found = [one for one in rows if one.published.use is not Use.INPUT]
    scored = [one.score for one in found if one.score]
    held = [one.covered for one in scored if one.covered]
    shares = tuple(_mean(float(one[level]) for one in held) for level in range(len(LEVELS)))
    return Totals(
        len(found),
        len(found) - len(scored),
        shares,
        _mean(one.wis for one in scored if one.wis is not None),
        _mean(abs(one.error) for one in scored if one.error is not None),
        tuple(_rule_total(name, found) for name in ("last_year", "identity", "straight_line")),
    )


def _rule_total(name: str, rows: Sequence[Scored]) -> RuleTotal:
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
    found = list(values)
    return sum(found) / len(found) if found else None
