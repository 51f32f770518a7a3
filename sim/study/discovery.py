"""Scenario discovery in a finished sweep: the box in which a target is met (PRIM), and the regret of each choice."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.base.draws import FloatArray
from sim.base.errors import Problem, ResultsError, ScenarioError
from sim.base.metric_key import MetricKey
from sim.base.text import count_of
from sim.results.manifest import read_manifest
from sim.scenario.inputs import BoolArray
from sim.study.quantities import Target
from sim.study.sweeps import METRICS_TABLE, POINTS_TABLE

_PEEL = 0.1
"""At most about this part of the points in the box is cut off at once [share]."""
_SMALLEST = 0.05
"""A box holds at least this part of all points [share]."""


@dataclass(frozen=True)
class Box:
    """Bounds on some factors, and how well they describe where a result holds."""

    bounds: Mapping[str, tuple[float, float]]
    """Lowest and highest value of each factor that is bounded."""
    density: float
    """Points in the box at which the result holds [share]."""
    coverage: float
    """Points at which the result holds that lie in the box [share]."""
    mass: float
    """Points that lie in the box [share]."""


def find_box(names: Sequence[str], points: FloatArray, holds: BoolArray) -> Box:
    """Peel slices off until no slice makes the box purer, then drop bounds that are not needed.

    Args:
        names: of the factors.
        points: their values, shape (points, factors).
        holds: at which points the result holds, shape (points,); somewhere it does.
    """
    inside = np.ones(len(points), np.bool_)
    while holds[inside].mean() < 1:
        better = _best_cut(points, holds, inside)
        if better is None:
            break
        inside = better
    return _described(names, points, holds, inside)


def _best_cut(points: FloatArray, holds: BoolArray, inside: BoolArray) -> BoolArray | None:
    """Find the slice whose loss gains most purity for each point lost; None where none gains any."""
    now, size = holds[inside].mean(), inside.sum()
    best, best_gain = None, 0.0
    for column in points.T:
        for cut in _cuts(column, inside):
            left = inside & cut
            if left.sum() < max(1, _SMALLEST * len(points)) or left.sum() == size:
                continue
            gain = float((holds[left].mean() - now) / (size - left.sum()))
            if gain > best_gain:
                best, best_gain = left, gain
    return best


def _cuts(column: FloatArray, inside: BoolArray) -> tuple[BoolArray, BoolArray]:
    """Cut a slice off at each end: a tenth of the points, or the outermost level."""
    values = np.unique(column[inside])
    if len(values) == 1:
        return inside, inside
    low = max(float(np.quantile(column[inside], _PEEL)), float(values[1]))
    high = min(float(np.quantile(column[inside], 1 - _PEEL)), float(values[-2]))
    return column >= low, column <= high


def _described(names: Sequence[str], points: FloatArray, holds: BoolArray, inside: BoolArray) -> Box:
    low, high = points[inside].min(axis=0), points[inside].max(axis=0)
    bounded = [
        place
        for place in range(len(names))
        if low[place] > points[:, place].min() or high[place] < points[:, place].max()
    ]
    within = _within(points, low, high, bounded)
    for place in tuple(bounded):
        fewer = [other for other in bounded if other != place]
        if holds[_within(points, low, high, fewer)].mean() >= holds[within].mean():
            bounded = fewer
            within = _within(points, low, high, bounded)
    bounds = {names[place]: (float(low[place]), float(high[place])) for place in bounded}
    held = int(holds.sum())
    return Box(
        bounds,
        float(holds[within].mean()),
        float((holds & within).sum() / held) if held else 0.0,
        float(within.mean()),
    )


def _within(points: FloatArray, low: FloatArray, high: FloatArray, bounded: Sequence[int]) -> BoolArray:
    within = np.ones(len(points), np.bool_)
    for place in bounded:
        within &= (points[:, place] >= low[place]) & (points[:, place] <= high[place])
    return within


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
        by_point = [sums.get(str(number), []) for number in range(1, len(self.rows) + 1)]
        if not all(by_point):
            raise ResultsError(
                f"{self.folder} has no number {question} at every point; its table holds `all` and groups of one "
                "dimension"
            )
        return np.array([sum(values) / len(values) for values in by_point])


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


def in_words(discovery: Discovery) -> str:
    """Say in a sentence where a target is met."""
    head = f"{discovery.target} at {discovery.met} of {count_of(discovery.points, 'point')}"
    if discovery.box is None:
        return f"{head}: {'everywhere' if discovery.met else 'nowhere'}."
    bounds = [_bound(discovery, name, *ends) for name, ends in discovery.box.bounds.items()]
    return (
        f"{head}; mostly where {' and '.join(bounds)}: there it holds at {discovery.box.density:.0%} of the points, "
        f"and {discovery.box.coverage:.0%} of all points at which it holds lie there."
    )


def _bound(discovery: Discovery, name: str, low: float, high: float) -> str:
    if name in discovery.words:
        some = discovery.words[name][int(low) : int(high) + 1]
        return f"{name} is {' or '.join(some)}"
    unit = discovery.units[name]
    return f"{name} is {low:g} {unit}" if low == high else f"{name} is from {low:g} to {high:g} {unit}"
