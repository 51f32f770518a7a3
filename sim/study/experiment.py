"""Plays the replications of runs that are not stored yet, and writes the tables of each run."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, final

from sim.base.errors import Problem, ScenarioError
from sim.results.atomic_files import remove_unfinished
from sim.results.estimates import Estimate, estimates, sample
from sim.results.replications import ReplicationMetrics
from sim.results.run_directory import locked
from sim.scenario.scenario import Overrides
from sim.study.choices import Keep
from sim.study.clusters import open_executor, remote_work
from sim.study.executors import Progress, perform_all, perform_in
from sim.study.folders import explain_disk_errors, has_at_least, is_up_to_date, write_tables
from sim.study.plans import LOCAL, Options, Plan, plan_run
from sim.study.preparing import prepare
from sim.study.progress import Watcher
from sim.study.tasks import Done, Task, jobs_for, peak_memory, perform

if TYPE_CHECKING:
    from sim.results.frames import Frame

_AHEAD = 64
"""Replications that lie at an executor of the user's at once, unless --jobs says otherwise [replications]."""
_MEGABYTE = 1_000_000
"""One megabyte [bytes]."""

Page = Callable[[Path], None]
"""Writes the report of a finished folder."""


_TOGETHER = 400
"""Runs whose folders are held at once; each lock is an open file [runs]."""


@final
@dataclass(frozen=True)
class Run:
    """The results of one scenario."""

    plan: Plan
    replications: tuple[ReplicationMetrics, ...]

    @property
    def scenario(self) -> str:
        """The name of the scenario."""
        return self.plan.setup.name

    @property
    def directory(self) -> Path:
        """The folder of the run."""
        return self.plan.directory.path

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every metric with its mean and 95% interval."""
        return estimates(sample(self.replications))

    @property
    def metrics(self) -> "Frame":
        """Every metric of every replication: metrics.csv with a column for each dimension."""
        from sim.results.frames import metric_frame  # polars takes a third of a second to load

        return metric_frame(self.scenario, enumerate(self.replications, start=1))


@dataclass
class Meter:
    """How long an experiment took and how much memory its largest process had."""

    began: float = field(default_factory=time.perf_counter)
    """Reading of the clock at the beginning [seconds]."""
    peak_bytes: int = 0
    """[bytes]."""
    computed: int = 0
    """[replications]."""

    def note(self, done: Done) -> None:
        """Count a finished replication."""
        self.computed += 1
        self.peak_bytes = max(self.peak_bytes, done.peak_bytes)

    def as_json(self) -> dict[str, object]:
        """Write the reading down; the only numbers that differ between identical runs."""
        peak = max(self.peak_bytes, peak_memory())
        return {
            "wall_seconds": round(time.perf_counter() - self.began, 3),
            "peak_memory_mb": round(peak / _MEGABYTE, 1),
            "replications_computed": self.computed,
        }


def run_plan(plan: Plan, options: Options, watcher: Watcher, *, page: Page) -> Run:
    """Run one scenario: compute what is missing, write its tables and its report.

    Args:
        plan: what to run.
        options: how to compute.
        watcher: told how it goes.
        page: writes the report of the finished folder.

    Raises:
        ResultsError: if the results cannot be written.
        InvariantError: if a rule of the model broke.
    """
    with prepared((plan,), watcher):
        meter = compute((plan,), options, watcher)
        if not is_up_to_date(plan):
            watcher.writes()
            write_tables(plan, meter.as_json())
        page(plan.directory.path)
        return read_run(plan)


@contextmanager
def prepared(plans: Sequence[Plan], watcher: Watcher) -> Iterator[None]:
    """Make the folders of the runs, keep others out of them and clear what killed runs left.

    Raises:
        ResultsError: if something cannot be written, now or later.
    """
    with explain_disk_errors():
        for plan in plans:
            plan.directory.make()
        with locked((plan.directory.path for plan in plans), watcher.waits_for):
            for plan in plans:
                remove_unfinished(plan.directory.path)
            yield


def compute(plans: Sequence[Plan], options: Options, watcher: Watcher) -> Meter:
    """Play the missing replications of all plans, number 1 of each first, then number 2.

    Args:
        plans: folders made and locked; several with the same folder count once.
        options: how to compute.
        watcher: told how it goes.
    """
    meter = Meter()
    missing = _missing(plans, options)
    total = len({plan.directory for plan in plans}) * plans[0].replications
    if options.resume and len(missing) == total:
        found = "no finished replication"
        hint = "leave --resume out to begin, or name the folder with --out"
        raise ScenarioError((Problem("--resume", 0, 0, "", found, f"some in {options.out}", hint),))
    watcher.begins(total - len(missing), len(missing))
    if not missing:
        return meter
    tasks = (_task(plan, replication, options) for plan, replication in missing)

    def on_progress(done: float) -> None:
        watcher.goes_on(done, len(missing))

    if options.executor == LOCAL:
        prepare(watcher.prepares)
        jobs = jobs_for(options, len(missing), plans[0].setup)
        perform_all(perform, tasks, jobs=jobs, on_done=meter.note, on_progress=on_progress)
    else:
        _perform_remotely(tasks, options, meter, on_progress)
    return meter


def _perform_remotely(tasks: Iterable[Task], options: Options, meter: Meter, on_progress: Progress) -> None:
    """Send replications to an executor of the user's and write what comes back."""
    with open_executor(options.executor) as pool:
        perform_in(
            pool,
            remote_work(perform),
            tasks,
            ahead=options.jobs or _AHEAD,
            on_done=lambda home: meter.note(home[1].unpack(home[0])),
            on_progress=on_progress,
        )


def _missing(plans: Sequence[Plan], options: Options) -> list[tuple[Plan, int]]:
    """List what is to be played, in pairs: replication 1 of every scenario, then replication 2."""
    wanted = {
        (plan.directory, replication): (plan, replication)
        for replication in range(1, plans[0].replications + 1)
        for plan in plans
    }
    with_series = options.keep is Keep.SERIES
    return [
        (plan, replication)
        for plan, replication in wanted.values()
        if options.fresh or not plan.directory.has(replication, with_series=with_series)
    ]


def _task(plan: Plan, replication: int, options: Options) -> Task:
    directory = plan.directory
    series = directory.recording_path(replication) if options.keep is Keep.SERIES else None
    inputs = plan.scenario.compile(replication, fixed=plan.setup.fixed)
    return Task(inputs, directory.metrics_path(replication), series)


def read_run(plan: Plan) -> Run:
    """Read the metrics of a run.

    Raises:
        ResultsError: if a replication is missing or damaged.
    """
    return Run(plan, tuple(measured for _, measured in plan.directory.replication_metrics(plan.replications)))


def play_plans(
    plans: Sequence[Plan],
    options: Options,
    watcher: Watcher,
    *,
    with_tables: bool = True,
) -> None:
    """Play what is missing of every run and write its tables.

    Args:
        plans: with the same number of replications each.
        options: how to compute.
        watcher: told how it goes.
        with_tables: whether each run becomes a whole folder, or keeps its replications alone.

    Raises:
        ResultsError: if the results cannot be written.
        InvariantError: if a rule of the model broke.
    """
    for some in _parted(plans, _TOGETHER):
        with prepared(some, watcher):
            meter = compute(some, options, watcher)
            for plan in some:
                if with_tables and not has_at_least(plan):
                    write_tables(plan, meter.as_json())
        options = replace(options, resume=False)


def _parted(plans: Sequence[Plan], size: int) -> Iterator[list[Plan]]:
    rest = iter(plans)
    while some := list(islice(rest, size)):
        yield some


def play_library(names: Sequence[str], overrides: Overrides, options: Options, watcher: Watcher) -> tuple[Run, ...]:
    """Play scenarios that have nothing to do with each other, and keep of each its replications alone.

    Args:
        names: of shipped scenarios.
        overrides: what is set in every one of them.
        options: how to compute.
        watcher: told how it goes.

    Raises:
        ScenarioError: with every problem of a scenario.
        ResultsError: if the results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    plans = tuple(plan_run(name, overrides, options) for name in names)
    play_plans(plans, options, watcher, with_tables=False)
    return tuple(read_run(plan) for plan in plans)
