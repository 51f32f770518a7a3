"""Replications are added until the intervals are narrow enough."""

from pathlib import Path

import pytest

from sim.base.errors import ScenarioError
from sim.base.metric_key import MetricKey
from sim.results.estimates import t_quantile
from sim.study.plans import Options
from sim.study.precision import Precision, read_precision, settle_replications
from sim.study.progress import Watcher
from sim.study.quantities import FIVE
from tests.unit.study.playing import plan, play, played_by

ARRESTS = (MetricKey("apprehensions"),)


def settled(options: Options, half_width: float, *names: str, watcher: Watcher | None = None) -> int:
    """Settle the replications of scenarios in which replication r arrests r persons, or 2 r where it is busy."""
    with played_by(play):
        return settle_replications(
            lambda count: [plan(options, name, count) for name in names],
            Precision(half_width, ARRESTS),
            options,
            watcher or Watcher(),
        )


def ratio(count: int) -> float:
    """Half-width beside the mean of the numbers 1 to count."""
    deviation = (count * (count + 1) / 12) ** 0.5
    return float(t_quantile(count - 1) * deviation / count**0.5 / ((count + 1) / 2))


def test_a_loose_precision_takes_few_and_a_tight_one_more(tmp_path: Path) -> None:
    options = Options(tmp_path, jobs=1)
    assert settled(options, 0.9, "calm") == 4
    count = settled(options, 0.2, "calm")
    assert ratio(count) <= 0.2
    assert ratio(count // 2) > 0.2


def test_of_several_runs_the_differences_are_measured_beside_the_baseline(tmp_path: Path) -> None:
    count = settled(Options(tmp_path, jobs=1), 0.2, "calm", "busy")
    assert ratio(count) <= 0.2
    assert settled(Options(tmp_path, jobs=1), 0.01, "calm", "calm") == 4


def test_a_precision_is_asked_for_by_auto_alone() -> None:
    assert read_precision(None, (), is_auto=False) is None
    assert read_precision(0.02, (), is_auto=True) == Precision(0.02, FIVE)
    assert read_precision(None, ("removals",), is_auto=True) == Precision(0.05, (MetricKey("removals"),))
    for half_width, precise, is_auto in ((0.0, (), True), (0.0, (), False), (None, ("nope",), False)):
        with pytest.raises(ScenarioError):
            read_precision(half_width, precise, is_auto=is_auto)
