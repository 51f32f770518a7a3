"""One replication as a task for a process of its own: played and stored whole, or read for a list of values."""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.base.errors import ResultsError
from sim.base.metric_key import MetricKey
from sim.engine.vocabulary import Tally
from sim.results.atomic_files import write_json
from sim.results.manifest import Setup
from sim.results.metrics import measure, values_in
from sim.results.replications import write_recording, write_replication_metrics
from sim.scenario.inputs import Inputs
from sim.study.executors import default_jobs, perform_all
from sim.study.machine import free_memory
from sim.study.preparing import prepare
from sim.study.progress import Watcher

if TYPE_CHECKING:
    from sim.study.plans import Options  # workers load no readers of scenarios

_KIBIBYTE = 1024
"""Linux counts memory in KiB, macOS in bytes [bytes]."""
_ROW_BYTES = 210
"""What a person takes at the peak of a run [bytes]."""
COMPILER_BYTES = 190_000_000
"""What compiled rules and their compiler take in each process [bytes]."""
_WORKER_BYTES = 200_000_000
"""Memory of a worker at rest, with room to spare [bytes]."""
_YEARLY_BYTES = 450_000_000
"""Memory that each year at full scale takes beside, with room to spare [bytes]."""

Values = dict[MetricKey, float]
"""What a replication says of each metric, group and period that it played."""
IMPOSED: dict[MetricKey, Tally] = {
    MetricKey("filings_filled"): Tally.FILINGS_FILLED,
    MetricKey("filings_deferred"): Tally.FILINGS_DEFERRED,
}
"""What is read of a run whose receipts are imposed: cases brought, and filings that waited for the next month."""


@dataclass(frozen=True)
class Task:
    """One replication to be played, complete with everything it needs."""

    inputs: Inputs
    metrics_path: Path
    recording_path: Path | None
    """Where everything recorded is kept, or None where only the metrics are."""


@dataclass(frozen=True)
class Done:
    """A replication that lies on the disk."""

    metrics_path: Path
    seconds: float
    """Wall time [seconds]."""
    peak_bytes: int
    """The most memory its process ever had [bytes]."""


def perform(task: Task, progress: Callable[[float], None] | None = None) -> Done:
    """Play one replication, measure it and store it; the file of metrics comes last and marks it as whole.

    Args:
        task: what to play.
        progress: told the share of the run that is behind, from time to time.

    Raises:
        ResultsError: if the persons of the run do not fit into memory.
    """
    from sim.model.run import simulate  # loads the compiler

    began = time.perf_counter()
    must_fit(task.inputs)
    recording = simulate(task.inputs, progress)
    if task.recording_path is not None:
        write_recording(task.recording_path, recording)
    write_replication_metrics(task.metrics_path, recording, measure(recording))
    del recording
    gc.collect()
    return Done(task.metrics_path, time.perf_counter() - began, peak_memory())


def must_fit(inputs: Inputs) -> None:
    """Refuse to play more persons than there is memory for.

    Raises:
        ResultsError: if they do not fit.
    """
    from sim.model.run import estimated_rows  # loads the compiler

    persons, free = estimated_rows(inputs), free_memory()
    needed = persons * _ROW_BYTES + COMPILER_BYTES
    if needed > free:
        raise ResultsError(
            f"a replication with some {persons:,} persons takes about {needed / 1e9:,.0f} GB of memory, "
            f"{free / 1e9:,.0f} GB are free; lower --scale or --years, or look for a number that brings too many people"
        )


def peak_memory() -> int:
    """Measure the most memory that this process ever had [bytes]."""
    unit = 1 if sys.platform == "darwin" else _KIBIBYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def jobs_for(options: "Options", tasks: int, setup: Setup) -> int:
    """Choose how many replications of a run to play at once."""
    if options.jobs is not None:
        return min(options.jobs, tasks)
    return default_jobs(tasks, _WORKER_BYTES + COMPILER_BYTES + _YEARLY_BYTES * setup.years * setup.scale)


@dataclass(frozen=True)
class EvaluationTask:
    """One replication to be played, the values to be read from it and the file they go to."""

    inputs: Inputs
    wanted: tuple[MetricKey, ...]
    path: Path


def evaluate_replication(task: EvaluationTask, progress: Callable[[float], None] | None = None) -> Done:
    """Play one replication and store the values that are wanted.

    Args:
        task: what to play and to read.
        progress: told the share of the run that is behind, from time to time.

    Raises:
        ResultsError: if the persons of the run do not fit into memory.
    """
    from sim.model.run import simulate  # loads the compiler

    began = time.perf_counter()
    must_fit(task.inputs)
    recording = simulate(task.inputs, progress)
    values = values_in(recording, task.wanted)
    if task.inputs.imposed_receipts is not None:
        values |= {key: float(recording.tallies[:, tally].sum()) / recording.scale for key, tally in IMPOSED.items()}
    del recording
    gc.collect()
    write_json(task.path, [[*key.texts, value] for key, value in values.items()])
    return Done(task.path, time.perf_counter() - began, peak_memory())


def evaluate(tasks: Sequence[EvaluationTask], setup: Setup, options: "Options", watcher: Watcher) -> tuple[Values, ...]:
    """Play what is not there yet and give the values of every replication.

    Args:
        tasks: in the order in which they are to be played; several with the same file count once.
        setup: the run that they are replications of.
        options: how to compute.
        watcher: told how it goes.
    """
    missing = list({task.path: task for task in tasks if not task.path.exists()}.values())
    watcher.begins(len(tasks) - len(missing), len(missing))
    if missing:
        prepare(lambda done, total: None)
        perform_all(
            evaluate_replication,
            missing,
            jobs=jobs_for(options, len(missing), setup),
            on_done=lambda _: None,
            on_progress=lambda done: watcher.goes_on(done, len(missing)),
        )
    return stored_values(task.path for task in tasks)


def stored_values(paths: Iterable[Path]) -> tuple[Values, ...]:
    """Read what replications left."""
    stored = (json.loads(path.read_text("utf-8")) for path in paths)
    return tuple({MetricKey.read(*texts): value for *texts, value in lines} for lines in stored)
