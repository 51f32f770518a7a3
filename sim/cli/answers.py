"""Programs get the answer of a study as one JSON object, in the shape that the documentation promises."""

from sim.results.estimates import Difference, Estimate
from sim.study.comparison import Comparison
from sim.study.experiment import Run


def run_answer(run: Run) -> dict[str, object]:
    """Give the estimates of a run, every metric, group and year."""
    return {
        "scenario": run.scenario,
        "run_dir": str(run.directory),
        "replications": run.plan.replications,
        "metrics": [_estimate(one) for one in run.estimates],
    }


def comparison_answer(comparison: Comparison) -> dict[str, object]:
    """Give the differences of a comparison, every scenario, metric, group and year."""
    return {
        "baseline": comparison.baseline.scenario,
        "scenarios": [run.scenario for run in comparison.others],
        "differences": [_difference(one) for one in comparison.paired],
    }


def _estimate(one: Estimate) -> dict[str, object]:
    return {
        "metric": one.key.metric,
        "group": one.key.group,
        "fiscal_year": one.key.fiscal_year,
        "mean": one.mean,
        "low": one.low,
        "high": one.high,
        "unit": one.key.unit,
    }


def _difference(one: Difference) -> dict[str, object]:
    return {
        "scenario": one.scenario,
        "metric": one.key.metric,
        "group": one.key.group,
        "fiscal_year": one.key.fiscal_year,
        "baseline": one.baseline,
        "value": one.value,
        "difference": one.difference,
        "low": one.low,
        "high": one.high,
        "unit": one.key.unit,
    }
