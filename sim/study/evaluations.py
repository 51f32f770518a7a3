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
from sim.results.spans import values_in
from sim.scenario.inputs import Inputs
from sim.study.executors import Progress, perform_all
from sim.study.preparing import prepare
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


def read_all(tasks: Sequence[Reading], jobs: int, on_progress: Progress) -> None:
    """Play what is not there yet.

    Args:
        tasks: in the order in which they are to be played.
        jobs: how many at once, >= 1.
        on_progress: told how many of the missing ones have ended.
    """
    missing = [task for task in tasks if not task.path.exists()]
    if missing:
        prepare(lambda done, total: None)
        workers = min(jobs, len(missing))
        perform_all(read_replication, missing, jobs=workers, on_done=lambda _: None, on_progress=on_progress)


def stored_values(paths: Iterable[Path]) -> tuple[Values, ...]:
    """Read what replications left."""
    stored = (json.loads(path.read_text("utf-8")) for path in paths)
    return tuple({MetricKey.read(*texts): value for *texts, value in lines} for lines in stored)
