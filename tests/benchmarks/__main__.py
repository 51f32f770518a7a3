"""A sitting: each measurement in a fresh process, engines in turn, medians of three, with the machine's speed.

`python -m tests.benchmarks [PART...]`; the parts are model, oracle, pipeline, experiments, start; all if none is named.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STORED = ROOT / "results" / "reference" / "benchmarks"
ROUNDS = 3
"""Each measurement is taken this often [times]."""
LIMIT = 900.0
"""A measurement that takes longer is given up and said to be so [seconds]."""
_NATIONAL, _MIDDLE, _SMALL = 2_000_000, 200_000, 20_000
_FIRST_DAYS = 100
_YEARS_OF_THE_PIPELINE = 1825
_Numbers = dict[str, object]


def measured(*words: object) -> _Numbers | None:
    """Take one measurement in a process of its own; None if it took too long.

    Args:
        words: the verb of `measure` and its arguments.
    """
    command = [sys.executable, "-m", "tests.benchmarks.measure", *(str(word) for word in words)]
    try:
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT, check=True)
    except subprocess.TimeoutExpired:
        return None
    return dict(json.loads(ran.stdout.splitlines()[-1]))


def rounds(jobs: Sequence[tuple[object, ...]], times: int = ROUNDS) -> list[list[_Numbers]]:
    """Take several measurements in turn, so that a slow minute of the machine meets all of them."""
    taken: list[list[_Numbers]] = [[] for _ in jobs]
    for _ in range(times):
        for job, numbers in zip(jobs, taken, strict=True):
            found = measured(*job)
            if found is not None:
                numbers.append(found)
    return taken


def median(taken: Iterable[_Numbers], name: str) -> float:
    """The median of a number; infinity if nothing was measured."""
    values = [float(str(numbers[name])) for numbers in taken]
    return statistics.median(values) if values else float("inf")


def model_rows() -> list[str]:
    """The real model at several sizes and lengths, and the two numbers that its time is made of."""
    jobs = [("model", "status-quo", scale, years) for scale, years in ((0.1, 1), (1, 1), (0.1, 2), (1, 2), (1, 4))]
    taken = rounds(jobs)
    lines = ["| scale | years | wall, s | CPU, s | peak MB | rows | bytes a row |", "|---|---|---|---|---|---|---|"]
    for (_, _, scale, years), numbers in zip(jobs, taken, strict=True):
        rows, peak = median(numbers, "rows"), median(numbers, "peak_mb") - median(numbers, "before_mb")
        lines.append(
            f"| {scale} | {years} | {median(numbers, 'wall'):.1f} | {median(numbers, 'cpu'):.1f} "
            f"| {median(numbers, 'peak_mb'):.0f} | {rows:,.0f} | {peak * 1e6 / rows:.0f} |"
        )
    small, large = taken[2], taken[3]
    per_row = (median(large, "cpu") - median(small, "cpu")) / (median(large, "rows") - median(small, "rows"))
    per_day = (median(small, "cpu") - per_row * median(small, "rows")) / median(small, "days")
    lines += ["", f"a = {per_day * 1000:.2f} ms a simulated day, b = {per_row * 1e6:.2f} us a row (CPU, two years)."]
    moves, days = measured("moves", "status-quo", 1, 2), measured("days", "status-quo", 1, 5)
    if moves and days:
        lines.append(f"Moves in two years at full scale: {moves['moves']:,} rows in {moves['batches']:,} batches.")
        lines.append(f"Milliseconds a day, year by year, at full scale: {days['ms_a_day_by_year']}.")
    return lines


def oracle_rows() -> list[str]:
    """The engine against the same system with one simpy generator a person."""
    scale, years = 0.05, 4
    engine, oracle = rounds([("model", "status-quo", scale, years), ("oracle", "status-quo", scale, years)], times=1)
    ratio = median(oracle, "cpu") / median(engine, "cpu")
    return [
        "| | persons | wall, s | CPU, s | peak MB |",
        "|---|---|---|---|---|",
        *(
            f"| {name} | {median(numbers, 'rows'):,.0f} | {median(numbers, 'wall'):.1f} | {median(numbers, 'cpu'):.1f} "
            f"| {median(numbers, 'peak_mb'):.0f} |"
            for name, numbers in (("engine", engine), ("one generator a person", oracle))
        ),
        "",
        f"The engine is {ratio:.1f} times as fast (CPU).",
    ]


def pipeline_rows() -> list[str]:
    """The pipeline at three sizes, each engine as far as it gets."""
    lines = [
        "| arrivals | engine | wall, s | CPU, s | times the floor | memosim is faster by | peak MB |",
        "|---|---|---|---|---|---|---|",
    ]
    engines = {
        _SMALL: ("floor", "memosim", "textbook", "squeezed", "salabim", "ciw"),
        _MIDDLE: ("floor", "memosim", "textbook", "squeezed"),
        _NATIONAL: ("floor", "memosim", "squeezed", "textbook first days"),
    }
    statistics_of: dict[str, list[_Numbers]] = {}
    for arrivals, names in engines.items():
        times = ROUNDS if arrivals < _NATIONAL else 1
        taken = dict(zip(names, rounds([_job(name, arrivals) for name in names], times), strict=True))
        if arrivals == _SMALL:
            statistics_of = taken
        floor, ours = median(taken["floor"], "cpu"), median(taken["memosim"], "cpu")
        for name, numbers in taken.items():
            cpu = median(numbers, "cpu")
            if name == "textbook first days":
                cpu *= _YEARS_OF_THE_PIPELINE / _FIRST_DAYS
                name = "textbook, projected from its first 100 days"  # noqa: PLW2901  # the row says what it is
            lines.append(
                f"| {arrivals:,} | {name} | {median(numbers, 'wall'):.2f} | {cpu:.2f} | {cpu / floor:.1f} "
                f"| {cpu / ours:.1f} | {median(numbers, 'peak_mb'):.0f} |"
            )
    return [*lines, "", *_agreement(statistics_of)]


def _job(name: str, arrivals: int) -> tuple[object, ...]:
    if name == "textbook first days":
        return ("pipeline", "textbook", arrivals, 1, _FIRST_DAYS)
    return ("pipeline", name, arrivals, 1)


def _agreement(taken: dict[str, list[_Numbers]]) -> list[str]:
    """One run of each engine at the small size, side by side."""
    names = [name for name in taken if name != "floor" and taken[name]]
    told = {name: dict(taken[name][0]["statistics"]) for name in names}  # type: ignore[call-overload]  # a JSON object
    lines = ["| one run of 20,000 | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for measure in told["memosim"]:
        lines.append(f"| {measure} | " + " | ".join(f"{told[name][measure]:,.2f}" for name in names) + " |")
    return lines


def experiment_rows() -> list[str]:
    """Replications a minute on one and two processes, and the memory of a worker that goes on."""
    lines = [
        "| processes | replications (a tenth of the country, one year) | wall, s | a minute |",
        "|---|---|---|---|",
    ]
    count = 8
    for jobs in (1, 2):
        wall = _command("run", "status-quo", "--years", "1", "--scale", "0.1", "--replications", count, "--jobs", jobs)
        lines.append(f"| {jobs} | {count} | {wall:.1f} | {count / wall * 60:.1f} |")
    memory = measured("memory", "status-quo", 0.1, 20)
    if memory:
        held = list(memory["resident_mb"])  # type: ignore[call-overload]  # a JSON list
        lines += [
            "",
            f"Memory of one process after each of 20 runs, MB: first {held[0]}, fifth {held[4]}, last {held[-1]}.",
        ]
    return lines


def start_rows() -> list[str]:
    """How long the program takes to say what it can do."""
    clock = {
        name: statistics.median(_wall([sys.executable, *words]) for _ in range(7))
        for name, words in {
            "memosim --help": ("-m", "sim.cli", "--help"),
            "import typer": ("-c", "import typer"),
        }.items()
    }
    ratio = clock["memosim --help"] / clock["import typer"]
    return [*(f"{name}: {wall * 1000:.0f} ms" for name, wall in clock.items()), f"Ratio: {ratio:.2f}."]


def _command(*words: object) -> float:
    with tempfile.TemporaryDirectory() as out:
        return _wall([sys.executable, "-m", "sim.cli", *(str(word) for word in words), "--quiet", "--out", out])


def _wall(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - began


PARTS = {
    "model": ("The model", model_rows),
    "oracle": ("Against one generator a person", oracle_rows),
    "pipeline": ("A pipeline that other engines can play", pipeline_rows),
    "experiments": ("Experiments", experiment_rows),
    "start": ("Start", start_rows),
}


def sitting(parts: Sequence[str]) -> None:
    """Measure the parts and store each as a table of its own."""
    STORED.mkdir(parents=True, exist_ok=True)
    for part in parts:
        title, rows = PARTS[part]
        before = measured("machine")
        lines = rows()
        head = [
            f"# {title}",
            "",
            f"{datetime.now(UTC).date()}, {platform.machine()}, {os.cpu_count()} cores,"
            f" Python {platform.python_version()};",
            f"speed of the machine before and after: {before}, {measured('machine')}.",
            "",
        ]
        (STORED / f"{part}.md").write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
        sys.stdout.write("\n".join([*head, *lines]) + "\n\n")


if __name__ == "__main__":
    sitting(sys.argv[1:] or list(PARTS))
