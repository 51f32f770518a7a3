"""The pipeline at three sizes, each engine as far as it gets."""

import statistics
from importlib.util import find_spec

from scipy import stats  # type: ignore[import-untyped]  # no stubs

from tools.benchmarks.pipeline.work import DAYS
from tools.benchmarks.taking import Job, Numbers, Sitting, listed, measured, median, rounds

_FIRST_DAYS = 100
_ONCE = ("squeezed", "textbook first days")
"""Measured once at the largest size, where they take minutes."""
_ENGINES = {
    20_000: ("floor", "memosim", "textbook", "squeezed", "salabim", "ciw"),
    200_000: ("floor", "memosim", "textbook", "squeezed"),
    2_000_000: ("floor", "memosim", *_ONCE),
}
_SEEDS = {"memosim": 20, "textbook": 12, "squeezed": 12, "salabim": 4, "ciw": 4}
"""How often each is played to compare what it finds [seeds]."""
_ABSENT = tuple(name for name in ("salabim", "ciw") if find_spec(name) is None)
"""Engines of others that are not installed here."""
_RARE = 0.01
_LEAST = 5_000
"""A smaller pipeline has no slot on one of its dockets [persons]."""
Taken = dict[str, list[Numbers]]


def lines(sitting: Sitting) -> list[str]:
    """Measure, and write the tables."""
    told = [
        "| arrivals | engine | times measured | wall, s | CPU, s | times the floor | memosim is faster by | peak MB |",
        "|---" * 8 + "|",
    ]
    for arrivals, engines in _ENGINES.items():
        names = tuple(name for name in engines if name not in _ABSENT)
        taken = _take(names, _arrivals(sitting, arrivals), sitting.rounds, last=arrivals == max(_ENGINES))
        told += _rows(_arrivals(sitting, arrivals), taken)
    absent = [f"Not installed and not played: {', '.join(_ABSENT)}.", ""] if _ABSENT else []
    return [*told, "", *absent, *_agreement(sitting)]


def _take(names: tuple[str, ...], arrivals: int, times: int, *, last: bool) -> Taken:
    once = [name for name in names if last and name in _ONCE]
    often = [name for name in names if name not in once]
    taken = dict(zip(often, rounds([_job(name, arrivals) for name in often], times), strict=True))
    taken.update(zip(once, rounds([_job(name, arrivals) for name in once], 1), strict=True))
    return taken


def _arrivals(sitting: Sitting, whole: int) -> int:
    return max(int(sitting.size(whole)), _LEAST)


def _job(name: str, arrivals: int) -> Job:
    if name == "textbook first days":
        return ("pipeline", "textbook", arrivals, 1, _FIRST_DAYS)
    return ("pipeline", name, arrivals, 1)


def _rows(arrivals: int, taken: Taken) -> list[str]:
    floor, ours = median(taken["floor"], "cpu"), median(taken["memosim"], "cpu")
    told = []
    for name, numbers in taken.items():
        spent, cpu, said = median(numbers, "wall"), median(numbers, "cpu"), name
        if name == "textbook first days":
            spent, cpu = spent * DAYS / _FIRST_DAYS, cpu * DAYS / _FIRST_DAYS
            said = f"textbook, projected from its first {_FIRST_DAYS} days"
        told.append(
            f"| {arrivals:,} | {said} | {len(numbers)} | {spent:.2f} | {cpu:.2f} | {cpu / floor:.1f} "
            f"| {cpu / ours:.1f} | {median(numbers, 'peak_mb'):.0f} |"
        )
    return told


def _agreement(sitting: Sitting) -> list[str]:
    """Every statistic over several seeds with its 95% interval, side by side."""
    engines = {name: seeds for name, seeds in _SEEDS.items() if name not in _ABSENT}
    arrivals = _arrivals(sitting, min(_ENGINES))
    if sitting.rounds == 1:
        engines = dict.fromkeys(engines, 2)
    taken = {name: measured("tales", name, arrivals, seeds) for name, seeds in engines.items()}
    told: dict[str, Numbers] = {name: found for name, found in taken.items() if found is not None}
    heads = [f"{name}, {engines[name]} seeds" for name in told]
    table = [f"| {arrivals:,} arrivals | " + " | ".join(heads) + " | beyond chance |", "|---" * (len(heads) + 2) + "|"]
    for statistic in next(iter(told.values())):
        values = {name: listed(numbers, statistic) for name, numbers in told.items()}
        said = " | ".join(_interval(each) for each in values.values())
        table.append(f"| {statistic} | {said} | {_beyond_chance(values)} |")
    return [*table, "", "Means with 95% intervals; beyond chance: another mean than that of memosim, Welch, p < 0.01."]


def _interval(values: list[float]) -> str:
    """A mean and half the width of its interval; nothing for what an engine does not play."""
    if not any(values):
        return "-"
    half = float(stats.t.ppf(0.975, len(values) - 1)) * statistics.stdev(values) / len(values) ** 0.5
    return f"{statistics.mean(values):,.2f} ± {half:,.2f}"


def _beyond_chance(values: dict[str, list[float]]) -> str:
    ours = values["memosim"]
    others = {name: each for name, each in values.items() if name != "memosim" and any(each)}
    return ", ".join(
        name for name, each in others.items() if float(stats.ttest_ind(ours, each, equal_var=False).pvalue) < _RARE
    )
