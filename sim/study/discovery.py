"""When does a result hold, and which choice is regretted least: asked of a sweep that has been played."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.base.errors import Problem, ResultsError, ScenarioError
from sim.base.metric_key import MetricKey
from sim.base.plurals import count_of
from sim.results.manifest import read_manifest
from sim.results.survival import FloatArray
from sim.study.boxes import Box, find_box
from sim.study.quantities import Target
from sim.study.sweep_tables import METRICS_TABLE, POINTS_TABLE


@dataclass(frozen=True)
class Discovery:
    """Where in a sweep a target is met."""

    target: Target
    points: int
    met: int
    """Points at which it is met, by the mean over the replications [points]."""
    box: Box | None
    """None where it is met everywhere or nowhere."""
    units: Mapping[str, str]
    """The unit of each factor."""
    words: Mapping[str, tuple[str, ...]]
    """The levels of each factor that is no number; its values are their places, from 0."""


@dataclass(frozen=True)
class Choice:
    """One level of the lever that is chosen, over the futures that the other factors make."""

    level: str
    mean: float
    worst_regret: float
    """The most that it is behind the best choice in the same future, in the unit of the measure."""
    mean_regret: float
    met: float | None
    """Futures in which the target is met; None where there is no target [share]."""


def discover(folder: Path, target: Target) -> Discovery:
    """Describe by a box where in a sweep a target is met.

    Args:
        folder: of a finished sweep.
        target: what is to hold, by the mean over the replications.

    Raises:
        ResultsError: if the folder holds no finished sweep, or has no such number.
    """
    sweep = _read(folder)
    values = sweep.means(target.question)
    holds = np.array([target.excess(value) <= 0 for value in values.tolist()])
    box = find_box(sweep.factors, sweep.points, holds) if 0 < holds.sum() < len(holds) else None
    return Discovery(target, len(holds), int(holds.sum()), box, sweep.units, sweep.words)


def regret(folder: Path, lever: str, question: MetricKey, *, is_lower_better: bool, target: Target | None) -> tuple[
    Choice, ...
]:  # fmt: skip
    """Compare the levels of one lever over the futures that the other factors of a sweep make.

    Args:
        folder: of a finished sweep in which every level meets every future, as in a grid.
        lever: the path of the factor that is chosen.
        question: the number that is to be low or high.
        is_lower_better: whether low is good.
        target: what is to hold, or None.

    Raises:
        ScenarioError: if the sweep does not vary the lever.
        ResultsError: if the folder holds no finished sweep, or has no such number.
    """
    sweep = _read(folder)
    if lever not in sweep.factors:
        found = "one of " + ", ".join(sweep.factors)
        raise ScenarioError((Problem("--lever", 0, 0, "", lever, found),))
    place = sweep.factors.index(lever)
    values = sweep.means(question) * (1 if is_lower_better else -1)
    best: dict[tuple[str, ...], float] = {}
    for row, value in zip(sweep.rows, values.tolist(), strict=True):
        future = (*row[:place], *row[place + 1 :])
        best[future] = min(best.get(future, np.inf), value)
    targets = None if target is None else sweep.means(target.question)
    choices = []
    for level in dict.fromkeys(row[place] for row in sweep.rows):
        mine = [number for number, row in enumerate(sweep.rows) if row[place] == level]
        futures = [(*sweep.rows[number][:place], *sweep.rows[number][place + 1 :]) for number in mine]
        behind = np.array([values[number] - best[future] for number, future in zip(mine, futures, strict=True)])
        met = None
        if target is not None and targets is not None:
            met = float(np.mean([target.excess(float(targets[number])) <= 0 for number in mine]))
        mean = float(values[mine].mean()) * (1 if is_lower_better else -1)
        choices.append(Choice(level, mean, float(behind.max()), float(behind.mean()), met))
    return tuple(sorted(choices, key=lambda choice: choice.worst_regret))


@dataclass(frozen=True)
class _Sweep:
    folder: Path
    factors: tuple[str, ...]
    units: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    rows: tuple[tuple[str, ...], ...]
    """The values of the factors as they stand in points.csv, point by point."""
    points: FloatArray
    """The same as numbers, shape (points, factors)."""

    def means(self, question: MetricKey) -> FloatArray:
        sums: dict[str, list[float]] = defaultdict(list)
        with (self.folder / METRICS_TABLE).open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                if (line["metric"], line["group"], line["fiscal_year"]) == question.texts:
                    sums[line["point"]].append(float(line["value"]))
        found = [sums.get(str(number), []) for number in range(1, len(self.rows) + 1)]
        if not all(found):
            raise ResultsError(
                f"{self.folder} has no number {question} at every point; its table holds `all` and groups of one "
                "dimension"
            )
        return np.array([sum(values) / len(values) for values in found])


def _read(folder: Path) -> _Sweep:
    manifest = read_manifest(folder)
    if manifest is None or manifest.get("kind") != "sweep":
        raise ResultsError(f"{folder} holds no finished sweep; name the folder that `memosim sweep` wrote")
    listed = manifest["factors"]
    factors = [dict(one) for one in listed] if isinstance(listed, list) else []
    names = tuple(str(factor["path"]) for factor in factors)
    with (folder / POINTS_TABLE).open(encoding="utf-8", newline="") as file:
        rows = tuple(tuple(line[name] for name in names) for line in csv.DictReader(file))
    columns = [[row[place] for row in rows] for place in range(len(names))]
    words = {name: tuple(dict.fromkeys(column)) for name, column in zip(names, columns, strict=True)
             if not all(map(_is_number, column))}  # fmt: skip
    numbers = [
        [float(words[name].index(value)) if name in words else float(value) for value in column]
        for name, column in zip(names, columns, strict=True)
    ]
    units = {str(factor["path"]): str(factor["unit"]) for factor in factors}
    return _Sweep(folder, names, units, words, rows, np.array(numbers, np.float64).T)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def in_words(found: Discovery) -> str:
    """Say in a sentence where a target is met."""
    head = f"{found.target} at {found.met} of {count_of(found.points, 'point')}"
    if found.box is None:
        return f"{head}: {'everywhere' if found.met else 'nowhere'}."
    bounds = [_bound(found, name, *ends) for name, ends in found.box.bounds.items()]
    return (
        f"{head}; mostly where {' and '.join(bounds)}: there it holds at {found.box.density:.0%} of the points, and "
        f"{found.box.coverage:.0%} of all points at which it holds lie there."
    )


def _bound(found: Discovery, name: str, low: float, high: float) -> str:
    if name in found.words:
        some = found.words[name][int(low) : int(high) + 1]
        return f"{name} is {' or '.join(some)}"
    unit = found.units[name]
    return f"{name} is {low:g} {unit}" if low == high else f"{name} is from {low:g} to {high:g} {unit}"
