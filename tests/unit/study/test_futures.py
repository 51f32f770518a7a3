"""A future is played at the quantiles that was asked for, and the large causes are found among all."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.base.metric_key import MetricKey
from sim.results.metric_definition import Row
from sim.results.replications import write_replication_metrics
from sim.scenario.scenario import Overrides
from sim.study.futures import DrawGroup, draw_groups, futures_of, quantiles_at, with_replications
from sim.study.plans import Options, plan_run
from sim.study.progress import Watcher
from sim.study.tasks import Done, Task
from sim.study.uncertainty import Flip, Share, Uncertainty
from tests.unit.results.recordings import empty
from tests.unit.study.playing import played_by

PACE = "courts.slot_yield"
REMOVALS = MetricKey("removals")


def pace_alone(task: Task, progress: Callable[[float], None] | None = None) -> Done:
    """As many removals as a judge decides cases, and one more in every further replication."""
    removals = task.inputs.number(PACE) + task.inputs.replication
    write_replication_metrics(task.metrics_path, empty(), (Row(MetricKey("removals"), removals, "persons"),))
    return Done(task.metrics_path, 0.0, 0)


def test_a_parameter_is_put_to_both_ends_and_the_centre(tmp_path: Path) -> None:
    options = Options(tmp_path, jobs=1)
    plan = with_replications(plan_run("kelly-memos", Overrides(), options), 2)
    entry = plan.scenario.parameters[PACE].entries[0]
    groups = draw_groups(plan.scenario)
    pace = next(group.name for group in groups if PACE in group.draws)
    one = futures_of(plan, (REMOVALS,), tmp_path / "study", options, watcher=Watcher())
    with played_by(pace_alone):
        found = one.play([quantiles_at(groups, {pace: quantile}, rest=0.5) for quantile in (0.0, 0.5, 1.0)])
    assert found.shape == (1, 3, 2)
    assert found[0, :, 0] - 1 == pytest.approx([entry.low, entry.value, entry.high])
    assert found[0, :, 1] - found[0, :, 0] == pytest.approx([1, 1, 1])
    assert list((tmp_path / "study" / "runs").glob("*/*/manifest.json")) == []


def test_what_chance_and_parameters_do_can_be_written_as_json() -> None:
    share = Share(REMOVALS, 10.0, 2.0, 0.25, 0.75, 0.0)
    group = DrawGroup("courts", ("courts.judges",), ("courts.judges",))
    found = Uncertainty(Path("out"), "status-quo", (share,), (Flip(REMOVALS, group, -1.0, 2.0, flips=True),))
    told = json.loads(json.dumps(found.as_json()))
    assert told["shares"][0]["question"] == "removals"
    assert told["flips"] == [{"question": "removals", "group": "courts", "low": -1.0, "high": 2.0}]
