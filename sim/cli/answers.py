"""Answers of runs, comparisons and backtests as JSON, in the shape that the documentation promises."""

from collections.abc import Sequence

from sim.results.estimates import Difference, Estimate
from sim.study.backtest import Backtest, ScoredValue
from sim.study.backtest_scores import error_of, fitted, rule_error, totals
from sim.study.calibrate import HeldOutValue
from sim.study.comparison import Comparison
from sim.study.experiment import Run


def run_answer(run: Run) -> dict[str, object]:
    """Give the estimates of a run, every metric, group and year."""
    return {
        "scenario": run.scenario,
        "run_dir": str(run.directory),
        "replications": run.plan.replications,
        "set": list(run.plan.provenance.settings),
        "metrics": [_estimate(one) for one in run.estimates],
    }


def comparison_answer(comparison: Comparison) -> dict[str, object]:
    """Give the differences of a comparison, every scenario, metric, group and year."""
    return {
        "baseline": comparison.baseline.scenario,
        "scenarios": [run.scenario for run in comparison.others],
        "set": {run.scenario: list(run.plan.provenance.settings) for run in (comparison.baseline, *comparison.others)},
        "differences": [_difference(one) for one in comparison.paired],
    }


def backtest_answer(backtest: Backtest, left_out: Sequence[HeldOutValue] = ()) -> dict[str, object]:
    """Give every published value with what was simulated, the errors of the simple rules, and the scores."""
    found = totals(backtest.rows)
    return {
        "rows": [_scored(one) for one in backtest.rows],
        "simple_rules": [_rules(one) for one in backtest.rows],
        "scores": {
            "rows": found.rows,
            "not_simulated": found.not_simulated,
            "covered": list(found.covered),
            "mean_wis": found.wis,
            "mean_error": found.error,
            "rules": [vars(one) for one in found.rules],
        },
        "refit": [_left_out(one) for one in left_out],
        "notes": list(backtest.notes),
        "replications": backtest.replications,
        "out": str(backtest.directory),
    }


def _left_out(one: HeldOutValue) -> dict[str, object]:
    metric, group, period = one.published.key.texts
    about = {"metric": metric, "group": group, "period": period, "published": one.published.value}
    return {**about, "start": one.start, "foretold": one.foretold, "error": one.error}


def _scored(one: ScoredValue) -> dict[str, object]:
    low, high = one.simulated.widest if one.simulated else (None, None)
    return {
        "metric": one.published.metric,
        "group": one.published.group,
        "period": one.published.period,
        "published": one.published.value,
        "simulated": one.simulated.mean if one.simulated else None,
        "low": low,
        "high": high,
        "error": error_of(one),
        "fitted": fitted(one),
    }


def _rules(one: ScoredValue) -> dict[str, object]:
    errors = {name: rule_error(one.published, value) for name, value in one.rules.by_name().items()}
    metric, group, period = one.published.key.texts
    return {"metric": metric, "group": group, "period": period, **errors}


def _estimate(one: Estimate) -> dict[str, object]:
    return {
        "metric": one.key.metric,
        "group": one.key.group,
        "fiscal_year": one.key.period,
        "mean": one.mean,
        "low": one.low,
        "high": one.high,
        "unit": one.unit,
    }


def _difference(one: Difference) -> dict[str, object]:
    return {
        "scenario": one.scenario,
        "metric": one.key.metric,
        "group": one.key.group,
        "fiscal_year": one.key.period,
        "baseline": one.baseline,
        "value": one.value,
        "difference": one.difference,
        "low": one.low,
        "high": one.high,
        "unit": one.unit,
    }
