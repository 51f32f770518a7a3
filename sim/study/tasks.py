"""A replication is played in one go and leaves its files; nothing is shared with the others but the disk."""

import gc
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sim.base.errors import ResultsError
from sim.results.metrics import measure
from sim.results.replications import write_measured, write_recording
from sim.scenario.inputs import Inputs
from sim.study.machine import free_memory

_KIBIBYTE = 1024
"""Linux counts memory in KiB, macOS in bytes [bytes]."""
_ROW_BYTES = 210
"""What a person takes at the peak of a run [bytes]."""
COMPILER_BYTES = 190_000_000
"""What compiled rules and their compiler take in each process [bytes]."""


@dataclass(frozen=True)
class Task:
    """One replication to be played, complete with everything it needs."""

    inputs: Inputs
    measured_path: Path
    recording_path: Path | None
    """Where everything recorded is kept, or None where only the metrics are."""


@dataclass(frozen=True)
class Done:
    """A replication that lies on the disk."""

    measured_path: Path
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
    write_measured(task.measured_path, recording, measure(recording))
    del recording
    gc.collect()
    return Done(task.measured_path, time.perf_counter() - began, peak_memory())


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
