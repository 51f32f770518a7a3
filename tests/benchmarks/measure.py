"""One measurement in a process of its own: what it took, and what came out, as one line of JSON."""

import gc
import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from sim.facts.scenario import Overrides, load
from sim.model.run import simulate
from sim.world.persons import Persons, Rows
from tests.benchmarks.pipeline.work import DAYS, Size

_PIPELINES = {
    "memosim": "primitives:play",
    "textbook": "per_person:play_textbook",
    "squeezed": "per_person:play_squeezed",
    "salabim": "with_salabim:play",
    "ciw": "with_ciw:play",
    "floor": "floor:play",
}
_ALWAYS_WHOLE = ("memosim", "floor")
_MEGABYTE = 1024
"""Kilobytes [kB]."""
_YEAR = 365.25


def pipeline(engine: str, arrivals: str, seed: str, days: str = str(DAYS)) -> dict[str, object]:
    """Play the pipeline with one engine."""
    module, _, name = _PIPELINES[engine].partition(":")
    play: Callable[..., object] = vars(importlib.import_module(f"tests.benchmarks.pipeline.{module}"))[name]
    size = Size(int(arrivals))
    if engine == "floor":
        play(Size(1000), 1)
    words = () if engine in _ALWAYS_WHOLE else (float(days),)
    return _timed(lambda: {"statistics": play(size, int(seed), *words).means()})  # type: ignore[attr-defined]  # a Tale


def model(scenario: str, scale: str, years: str, *settings: str) -> dict[str, object]:
    """Play one replication of a scenario, after a small one that warms up; rows and moves are counted apart."""
    simulate(load(scenario, Overrides(scale=0.001, years=1)).compile(1, fixed=False))
    inputs = load(scenario, Overrides(set=settings, scale=float(scale), years=int(years))).compile(1, fixed=False)

    def play() -> dict[str, object]:
        recording = simulate(inputs)
        return {"rows": recording.person_rows, "days": inputs.clock.days}

    return _timed(play)


def moves(scenario: str, scale: str, years: str) -> dict[str, object]:
    """Count the rows that go through the door in one replication."""
    counted = [0, 0]
    door = Persons.move

    def counting(self: Persons, rows: Rows, **to: object) -> None:
        counted[0] += len(rows)
        counted[1] += 1
        door(self, rows, **to)  # type: ignore[arg-type]  # handed on as they came

    Persons.move = counting  # type: ignore[method-assign]  # only in this process
    simulate(load(scenario, Overrides(scale=float(scale), years=int(years))).compile(1, fixed=False))
    return {"moves": counted[0], "batches": counted[1]}


def days(scenario: str, scale: str, years: str) -> dict[str, object]:
    """How long each year of one replication takes, by the clock of its progress."""
    inputs = load(scenario, Overrides(scale=float(scale), years=int(years))).compile(1, fixed=False)
    seen = [(0.0, time.perf_counter())]
    simulate(inputs, lambda share: seen.append((share, time.perf_counter())))
    shares, clock = np.array(seen).T
    ends = np.interp(np.arange(int(years) + 1) / int(years), shares, clock)
    return {"ms_a_day_by_year": (np.diff(ends) / _YEAR * 1000).round(3).tolist()}


def oracle(scenario: str, scale: str, years: str) -> dict[str, object]:
    """Play the same system as one simpy generator a person."""
    from tests.oracle.country import play

    inputs = load(scenario, Overrides(scale=float(scale), years=int(years))).compile(1, fixed=False)
    return _timed(lambda: {"rows": len(play(inputs).people)})


def memory(scenario: str, scale: str, times: str) -> dict[str, object]:
    """Memory after each of many replications in one process."""
    held = []
    for replication in range(1, int(times) + 1):
        simulate(load(scenario, Overrides(scale=float(scale), years=1)).compile(replication, fixed=False))
        held.append(_resident())
    return {"resident_mb": held}


def machine() -> dict[str, object]:
    """The speed of this machine now: a million steps of Python, and two million numbers sorted."""
    began = time.perf_counter()
    total = 0
    for number in range(1_000_000):
        total += number & 7
    steps = time.perf_counter() - began
    numbers = np.random.default_rng(1).random(2_000_000)
    began = time.perf_counter()
    numbers.sort()
    return {"python_ms": round(steps * 1000, 1), "sort_ms": round((time.perf_counter() - began) * 1000, 1)}


def _timed(play: Callable[[], dict[str, object]]) -> dict[str, object]:
    gc.collect()
    before = _resident()
    wall, cpu = time.perf_counter(), time.process_time()
    found = play()
    spent = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE
    return {**spent, "peak_mb": round(peak, 1), "before_mb": before, **found}


def _resident() -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return round(int(line.split()[1]) / _MEGABYTE, 1)
    return float("nan")


if __name__ == "__main__":
    verbs: dict[str, Callable[..., dict[str, object]]] = {
        "pipeline": pipeline,
        "model": model,
        "moves": moves,
        "days": days,
        "oracle": oracle,
        "memory": memory,
        "machine": machine,
    }
    sys.stdout.write(json.dumps(verbs[sys.argv[1]](*sys.argv[2:])) + "\n")
