"""One replication is played and read for a list of values; what is read lies in a small file and is not read again."""

import gc
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.base.metric_key import MetricKey
from sim.engine.vocabulary import Tally
from sim.results.atomic_files import write_json
from sim.results.manifest import Setup
from sim.results.spans import values_in
from sim.scenario.inputs import Inputs
from sim.study.executors import perform_all
from sim.study.experiment import jobs_for
from sim.study.plans import Options
from sim.study.preparing import prepare
from sim.study.progress import Watcher
from sim.study.tasks import Done, must_fit, peak_memory

Values = dict[MetricKey, float]
"""What a replication says of each metric, group and period that it played."""

IMPOSED: dict[MetricKey, Tally] = {
    MetricKey("filings_filled"): Tally.FILINGS_FILLED,
    MetricKey("filings_deferred"): Tally.FILINGS_DEFERRED,
}
"""What is read of a run whose receipts are imposed: cases brought, and filings that waited for the next month."""


@dataclass(frozen=True)
class Reading:
    """One replication to be played, the values to be read from it and the file they go to."""

    inputs: Inputs
    wanted: tuple[MetricKey, ...]
    path: Path


def read_replication(task: Reading, progress: Callable[[float], None] | None = None) -> Done:
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


def evaluate(tasks: Sequence[Reading], setup: Setup, options: Options, watcher: Watcher) -> tuple[Values, ...]:
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
            read_replication,
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
