"""One measurement in a process of its own: what it took, and what came out, as one line of JSON."""

import gc
import importlib
import json
import pickle
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np

from sim.model.run import finish, simulate
from sim.model.run import play as played
from sim.results.metrics import measure as measured
from sim.results.replications import write_recording, write_replication_metrics
from sim.scenario.inputs import Inputs
from sim.scenario.scenario import Overrides, load
from sim.study.executors import Pool, perform_in
from tools.benchmarks.counting import Days, bytes_a_row
from tools.benchmarks.pipeline.work import DAYS, Size, Tale

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
_KILO, _MILLION = 1000, 1_000_000
_WARM = (0.001, 1)
"""The scale and the years of a run that reads what is read once."""
_FURTHER = (2, 3)
_DRAWS, _PIECE = 60_000_000, 20_000
_WORKERS = 2
Found = dict[str, object]


def inputs_of(scenario: str, scale: float, years: int, replication: int = 1) -> Inputs:
    """The inputs of one replication; a benchmark may be larger than the country."""
    read = load(scenario, Overrides(years=years))
    return replace(read, scale=scale).compile(replication, fixed=False)


def pipeline(engine: str, arrivals: str, seed: str, days: str = str(DAYS)) -> Found:
    """Play the pipeline with one engine; numpy and compiled rules are warmed up before."""
    if engine in _ALWAYS_WHOLE:
        _play(engine, 1000, 1, DAYS)
    return _timed(lambda: {"statistics": _play(engine, int(arrivals), int(seed), float(days)).means()})


def tales(engine: str, arrivals: str, seeds: str) -> Found:
    """Every statistic of the pipeline with one engine, for each seed."""
    told = [_play(engine, int(arrivals), seed, DAYS).means() for seed in range(1, int(seeds) + 1)]
    return {name: [each[name] for each in told] for name in told[0]}


def _play(engine: str, arrivals: int, seed: int, days: float) -> Tale:
    module, _, name = _PIPELINES[engine].partition(":")
    play: Callable[..., Tale] = vars(importlib.import_module(f"tools.benchmarks.pipeline.{module}"))[name]
    return play(Size(arrivals), seed, *(() if engine in _ALWAYS_WHOLE else (days,)))


def model(scenario: str, scale: str, years: str) -> Found:
    """Play one replication after a small one that warms up."""
    simulate(inputs_of(scenario, *_WARM))
    inputs = inputs_of(scenario, float(scale), int(years))
    days = Days()

    def play() -> Found:
        ctx, ages = played(inputs, days.look)
        return {"rows": finish(ctx, ages).person_rows, "bytes_a_row": bytes_a_row(ctx.record)}

    found = _timed(play)
    by_year = days.ms_by_year(inputs.clock.days, int(years))
    return {**found, "days": inputs.clock.days, "ms_a_day_by_year": by_year}


def further(scenario: str, scale: str, years: str) -> Found:
    """The second and the third replication in one process, each between two draws of many numbers [CPU seconds]."""
    simulate(inputs_of(scenario, float(scale), int(years)))
    spent, drawing, rows = [], [_draw_many()], []
    for replication in _FURTHER:
        inputs = inputs_of(scenario, float(scale), int(years), replication)
        began = time.process_time()
        rows.append(simulate(inputs).person_rows)
        spent.append(time.process_time() - began)
        drawing.append(_draw_many())
    return {"cpu": spent, "drawing": drawing, "rows": rows, "days": inputs.clock.days}


def _draw_many() -> float:
    """Draw sixty million numbers, in pieces that stay in the cache [CPU seconds]."""
    rng, piece, began = np.random.default_rng(1), np.empty(_PIECE), time.process_time()
    for _ in range(_DRAWS // _PIECE):
        rng.random(out=piece)
    return time.process_time() - began


def oracle(scenario: str, scale: str, years: str) -> Found:
    """Play the same system as one simpy generator a person."""
    from tests.oracle.country import play

    inputs = inputs_of(scenario, float(scale), int(years))
    return _timed(lambda: {"rows": len(play(inputs).people)})


def home(scenario: str, scale: str, years: str) -> Found:
    """What it takes to write a replication down, or to send all of it to another process [ms, kB]."""
    simulate(inputs_of(scenario, *_WARM))
    inputs = inputs_of(scenario, float(scale), int(years))
    began = time.perf_counter()
    recording = simulate(inputs)
    spent = time.perf_counter() - began
    metrics = measured(recording)
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / name for name in ("metrics", "series")}
        writing = _seconds(lambda: write_replication_metrics(paths["metrics"], recording, metrics))
        keeping = _seconds(lambda: write_recording(paths["series"], recording))
        sizes = {name: path.stat().st_size / _KILO for name, path in paths.items()}
    packed = pickle.dumps(recording)
    sending = _seconds(lambda: pickle.loads(pickle.dumps(recording)))
    return {
        "play": spent * _KILO,
        "computing the metrics": (_seconds(lambda: measured(recording)) * _KILO, 0),
        "writing the metrics": (writing * _KILO, sizes["metrics"]),
        "writing all daily series": (keeping * _KILO, sizes["series"]),
        "for comparison, pickling all to and fro": (sending * _KILO, len(packed) / _KILO),
    }


def memory(scenario: str, scale: str, times: str) -> Found:
    """Memory after each of many replications in one process."""
    held = []
    for replication in range(1, int(times) + 1):
        simulate(inputs_of(scenario, float(scale), 1, replication))
        held.append(_megabytes("VmRSS"))
    return {"resident_mb": held}


def overhead(pool: str, tasks: str) -> Found:
    """What a task costs that does nothing, through the executor that the studies use."""
    return {"processes": _in_processes, "dask": _in_dask}[pool](int(tasks))


def _in_processes(tasks: int) -> Found:
    began = time.perf_counter()
    with ProcessPoolExecutor(_WORKERS) as pool:
        return _empty_tasks(pool, tasks, began)


def _in_dask(tasks: int) -> Found:
    from distributed import Client, LocalCluster

    began = time.perf_counter()
    with (
        LocalCluster(n_workers=_WORKERS, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster,  # type: ignore[no-untyped-call]  # no types
        Client(cluster, set_as_default=False) as client,  # type: ignore[no-untyped-call]  # no types
    ):
        return _empty_tasks(client.get_executor(pure=False), tasks, began)


def _empty_tasks(pool: Pool, tasks: int, began: float) -> Found:
    pool.submit(abs, 1).result()
    start = time.perf_counter() - began
    numbers: list[int] = []
    spent = _seconds(
        lambda: perform_in(pool, abs, range(tasks), ahead=64, on_done=numbers.append, on_progress=lambda _: None)
    )
    return {"start": start, "task_us": spent / tasks * _MILLION}


def machine() -> Found:
    """The speed of this machine now: a million steps of Python, and two million numbers sorted."""
    began = time.perf_counter()
    total = 0
    for number in range(1_000_000):
        total += number & 7
    steps = time.perf_counter() - began
    numbers = np.random.default_rng(1).random(2_000_000)
    sort = _seconds(numbers.sort)
    return {"python_ms": round(steps * _KILO, 1), "sort_ms": round(sort * _KILO, 1)}


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _timed(play: Callable[[], Found]) -> Found:
    gc.collect()
    before = _megabytes("VmRSS")
    wall, cpu = time.perf_counter(), time.process_time()
    found = play()
    spent = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    return {**spent, "peak_mb": _megabytes("VmHWM"), "before_mb": before, **found}


def _megabytes(what: str) -> float:
    """Memory of this process, now or at its highest; that of a parent is not in it, as it is in getrusage."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(what):
            return round(int(line.split()[1]) / _MEGABYTE, 1)
    return float("nan")


if __name__ == "__main__":
    verbs: dict[str, Callable[..., Found]] = {
        "pipeline": pipeline,
        "tales": tales,
        "model": model,
        "further": further,
        "oracle": oracle,
        "home": home,
        "memory": memory,
        "overhead": overhead,
        "machine": machine,
    }
    sys.stdout.write(json.dumps(verbs[sys.argv[1]](*sys.argv[2:])) + "\n")
