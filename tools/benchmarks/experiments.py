"""Replications a minute, what it costs to bring them home, and the memory of a worker that goes on."""

from tools.benchmarks.taking import Sitting, command, listed, measured

_REPLICATIONS = 8
_SCALE = 0.1
_RUNS, _FEW, _SMALL = 200, 10, 0.001
"""Runs of a worker in a whole sitting and in a brief one, and their scale."""


def lines(sitting: Sitting) -> list[str]:
    """Measure, and write the tables."""
    scale = sitting.size(_SCALE)
    return [*_a_minute(scale), "", *_home(scale), "", _memory(sitting), "", *_overhead(sitting)]


def _a_minute(scale: float) -> list[str]:
    words = ("run", "status-quo", "--years", 1, "--scale", scale, "--replications", _REPLICATIONS, "--keep", "metrics")
    told = [f"Replications of one year at scale {scale:g}, written down and reported.", ""]
    told += ["| processes | replications | wall, s | a minute |", "|---|---|---|---|"]
    for jobs in (1, 2):
        wall = command(*words, "--jobs", jobs)
        told.append(f"| {jobs} | {_REPLICATIONS} | {wall:.1f} | {_REPLICATIONS / wall * 60:.1f} |")
    return told


def _home(scale: float) -> list[str]:
    """A worker writes the files itself; the other way is to send the whole record."""
    found = measured("home", "status-quo", scale, 1)
    if found is None:
        return ["The cost of bringing results home was given up."]
    return [
        "Bringing one of them home:",
        "",
        "| | ms | kB |",
        "|---|---|---|",
        *(
            f"| {name} | {ms:.0f} | {kilobytes:,.0f} |"
            for name in found
            if name != "play"
            for ms, kilobytes in [listed(found, name)]
        ),
        "",
        f"Playing it takes {found['play']:.0f} ms.",
    ]


def _memory(sitting: Sitting) -> str:
    runs = _RUNS if sitting.rounds > 1 else _FEW
    found = measured("memory", "status-quo", _SMALL, runs)
    if found is None:
        return "The memory of a worker was given up."
    held = listed(found, "resident_mb")
    return f"Memory of one process over {runs} runs at scale {_SMALL:g}: first {held[0]} MB, last {held[-1]} MB."


def _overhead(sitting: Sitting) -> list[str]:
    told = ["| two workers | start, s | an empty task, us |", "|---|---|---|"]
    for pool in ("processes", "dask"):
        found = measured("overhead", pool, 2000 if sitting.rounds > 1 else 100)
        if found is not None:
            told.append(f"| {pool} | {found['start']:.2f} | {found['task_us']:.0f} |")
    return told
