"""A national world drawn by lot, in the sizes of the real one: pages are made from it in seconds."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from sim.base.codes import GROUPS
from sim.engine.recording import LEDGER, CohortTable
from sim.engine.vocabulary import COHORT_MONTHS, Cause, CohortStatus, Flow, Stock, Tally, Wait
from sim.report.reports import write_report
from sim.results.metrics import measure
from sim.results.replications import write_recording, write_replication_metrics
from sim.scenario.scenario import Overrides
from sim.study.comparison import compare_plans
from sim.study.experiment import run_plan
from sim.study.plans import Options, plan_compare, plan_run
from sim.study.progress import Watcher
from sim.study.sweeps import SweepRequest, plan_sweep, sweep_points
from sim.study.tasks import Done, Task
from tests.unit.results.recordings import empty, with_waits
from tests.unit.study.playing import played_by

_WAITS = (
    (Wait.DETENTION, 30, Cause.REMOVED),
    (Wait.DECISION, 700, Cause.SERVED),
    (Wait.MEXICO, 90, Cause.WENT_HOME),
)


def play(task: Task, progress: Callable[[float], None] | None = None) -> Done:
    """Draw the counts of every day; a scenario other than the first has more of everything."""
    clock = task.inputs.clock
    rng = np.random.default_rng(task.inputs.replication)
    busy = 1.2 if "status-quo" not in task.metrics_path.parts else 1.0
    recording = empty(start=clock.start, days=clock.days)
    days = clock.days
    recording.flows[...] = rng.poisson(3.0 * busy, (days, len(Flow), GROUPS))
    growth = np.linspace(1.0, 1.0 + 0.6 * busy, days)[:, None, None]
    recording.stocks[...] = rng.poisson(6_000.0 * growth, (days, len(Stock), GROUPS))
    recording.stocks[:, Stock.DETAINED_ADULT] //= 4
    judges = float(task.inputs.by_day("courts.judges")[0])
    recording.stocks[:, Stock.PENDING_GENERAL] = recording.stocks[:, Stock.PENDING_GENERAL] * (300.0 / judges)
    recording.tallies[...] = rng.poisson(60_000.0, (days, len(Tally)))
    recording.ledger[...] = rng.poisson(1e8 * busy, (days, len(LEDGER)))
    lines = [
        (queue, group, int(clock.fiscal_years[-1]), cause, 0, int(rng.exponential(mean)) % days, 5 + group)
        for queue, mean, way in _WAITS
        for cause in (way, Cause.STILL_WAITING)
        for group in range(GROUPS)
    ]
    years = tuple(sorted({int(year) for year in clock.fiscal_years}))
    shape = (len(years), len(COHORT_MONTHS), len(CohortStatus), GROUPS)
    recording = replace(with_waits(recording, *lines), cohorts=CohortTable(years, rng.poisson(50.0, shape)))
    if task.recording_path is not None:
        write_recording(task.recording_path, recording)
    write_replication_metrics(task.metrics_path, recording, measure(recording))
    return Done(task.metrics_path, 0.0, 0)


def compared(out: Path, *names: str, replications: int = 3) -> Path:
    """The folder of a comparison of shipped scenarios in the drawn world."""
    options = Options(out, jobs=1)
    plans = plan_compare(names, Overrides(replications=replications, years=2), options)
    command = f"memosim compare {' '.join(names)}"
    with played_by(play):
        return compare_plans(plans, options, Watcher(), command=command, page=write_report).directory


def swept(out: Path) -> Path:
    """The folder of a sweep of two factors in the drawn world."""
    options = Options(out, jobs=1)
    asked = SweepRequest("kelly-memos-consent", ("mexico.consent_per_day=0,200", "courts.judges=200,400"))
    plan = plan_sweep(asked, Overrides(replications=2, years=1), options)
    with played_by(play):
        return sweep_points(plan, options, Watcher(), page=write_report).directory


def ran(out: Path, name: str) -> Path:
    """The folder of a run of a shipped scenario in the drawn world."""
    options = Options(out, jobs=1)
    plan = plan_run(name, Overrides(replications=2), options)
    with played_by(play):
        return run_plan(plan, options, Watcher(), page=write_report).directory
