"""A play that takes no time: what happens follows from the seed and the replication, and can be said in advance."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from sim.base.metric_key import MetricKey
from sim.engine.vocabulary import Flow
from sim.results.metric_definition import Row
from sim.results.replications import write_recording, write_replication_metrics
from sim.scenario.resolved import RunPlan, Scenario
from sim.scenario.scenario import Overrides
from sim.study import experiment
from sim.study.executors import Work
from sim.study.plans import Options, Plan, plan_of
from sim.study.tasks import Done, Task
from tests.unit.results.recordings import DAYS, START, empty, group

CALM, BUSY = 7, 14
"""The seeds of a calm and of a busy world."""


@contextmanager
def played_by(work: Work[Task, Done]) -> Iterator[None]:
    """Let replications be played by another function than the model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(experiment, "perform", work)
        patch.setattr(experiment, "prepare", lambda _: None)
        yield


def scenario(name: str = "calm", replications: int = 3, start: date = START) -> Scenario:
    """A scenario that claims nothing."""
    return Scenario(
        name=name,
        title=f"The {name} one",
        summary="",
        parameters={},
        base={},
        layers=(),
        run=RunPlan(start, 1, replications, BUSY if name == "busy" else CALM),
        scale=1.0,
        days_off=frozenset(),
        sources={},
        leaves_out=("the weather",),
    )


def plan(options: Options, name: str = "calm", replications: int = 3) -> Plan:
    """The plan of a scenario that claims nothing."""
    return plan_of(name, scenario(name, replications), Overrides(), options)


def play(task: Task, progress: Callable[[float], None] | None = None) -> Done:
    """Arrest as many persons as the number of the replication; twice as many where it is busy."""
    if progress:
        progress(0.5)
    recording = empty(days=DAYS)
    times = 2 if task.inputs.seed == BUSY else 1
    arrests = times * task.inputs.replication
    recording.flows[0, Flow.APPREHENDED, group()] = arrests
    if task.recording_path is not None:
        write_recording(task.recording_path, recording)
    years = ("2016-partial", "all")
    rows = tuple(Row(MetricKey("apprehensions", period=year), arrests, "events") for year in years)
    write_replication_metrics(task.metrics_path, recording, rows)
    return Done(task.metrics_path, 0.0, 0)
