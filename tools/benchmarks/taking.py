"""Each measurement is taken in a fresh process, in turn with those beside it, so that a slow minute meets all."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 1500.0
"""A measurement that takes longer is given up and said to be so [seconds]."""
Numbers = dict[str, object]
Job = tuple[object, ...]
"""A verb of `measure` and its arguments."""


@dataclass(frozen=True)
class Sitting:
    """How large and how often things are measured."""

    rounds: int
    """Each measurement is taken this often, the longest but once [times]."""
    share: float
    """Sizes as a share of those of a whole sitting [share]."""
    longest: int
    """No run is longer [years]."""

    def size(self, size: float) -> float:
        """A size of a whole sitting as it is in this one."""
        return round(size * self.share, 6)

    def years(self, years: int) -> int:
        """A length of a whole sitting as it is in this one [years]."""
        return min(years, self.longest)


WHOLE = Sitting(rounds=3, share=1.0, longest=10)
BRIEF = Sitting(rounds=1, share=0.05, longest=1)
"""Everything once and small, to see that it works; its figures say nothing."""


def measured(*job: object) -> Numbers | None:
    """Take one measurement in a process of its own; None if it took too long."""
    command = [sys.executable, "-m", "tools.benchmarks.measure", *(str(word) for word in job)]
    try:
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT, check=True)
    except subprocess.TimeoutExpired:
        return None
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{' '.join(command)}\n{error.stderr}") from error
    return dict(json.loads(ran.stdout.splitlines()[-1]))


def rounds(jobs: Sequence[Job], times: int) -> list[list[Numbers]]:
    """Take several measurements in turn."""
    taken: list[list[Numbers]] = [[] for _ in jobs]
    for _ in range(times):
        for job, numbers in zip(jobs, taken, strict=True):
            found = measured(*job)
            if found is not None:
                numbers.append(found)
    return taken


def median(taken: Iterable[Numbers], name: str) -> float:
    """The median of a number; infinity if nothing was measured."""
    values = [float(str(numbers[name])) for numbers in taken]
    return statistics.median(values) if values else float("inf")


def listed(numbers: Numbers, name: str) -> list[float]:
    """A list of numbers that was measured."""
    found = numbers[name]
    assert isinstance(found, list)
    return found


def command(*words: object) -> float:
    """Let the program do something, with its results in a folder of its own; the wall time [seconds]."""
    with tempfile.TemporaryDirectory() as out:
        return wall([sys.executable, "-m", "sim.cli", *(str(word) for word in words), "--quiet", "--out", out])


def wall(words: list[str]) -> float:
    """The wall time of a program [seconds]."""
    began = time.perf_counter()
    subprocess.run(words, cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - began
