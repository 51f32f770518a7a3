"""Finds the break-even of a lever: the value at which a target begins or ceases to be met.

The folder `solve-<id>` holds `evaluations.csv` (`at,value,replication,target,found`: what was tried, with the second
lever in `at`) and `manifest.json` (`kind` is `solve`), which says the answer and is written last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import final

import numpy as np

from sim.base.draws import FloatArray
from sim.base.errors import Problem, ScenarioError
from sim.results.csv_tables import number, write_table
from sim.results.manifest import digest
from sim.scenario.scenario import Overrides
from sim.study.crossing import Crossing, find_crossing
from sim.study.experiment import play_plans, read_run
from sim.study.factors import VARY, Factor, known_parameters, read_factors, written
from sim.study.folders import open_folder, rewriting, study_manifest
from sim.study.plans import Options, check_replications, command_text
from sim.study.points import Point, plan_points, settled
from sim.study.progress import Watcher
from sim.study.quantities import Target, read_target, values_in_all
from sim.study.study_files import completed, find_study

_CLOSE = 0.005
"""The crossing is searched until it is known to this part of the range [share]."""
_EVALUATIONS = "evaluations.csv"


SOLVE = "solve"


@dataclass(frozen=True)
class SolvePlan:
    """A break-even that has been checked and is ready to be searched."""

    name: str
    """What the user called the scenario."""
    lever: Factor
    """Its range is searched."""
    other: Factor | None
    """A second lever; the break-even is found at each of its levels."""
    targets: tuple[Target, ...]
    """All of which are to be met."""
    overrides: Overrides
    """Replications and seed settled."""
    command: str
    title: str = ""


@final
@dataclass(frozen=True)
class Solution:
    """The break-even at one level of the second lever, or the only one."""

    path: str
    value: float | None
    """None where the target is met, or missed, over the whole range, in the unit of the lever."""
    low: float | None
    high: float | None
    is_met_below: bool | None
    """Whether the target is met below the value; where there is none, whether it is met throughout."""
    metric: str
    target: str
    evaluations: int
    """How many values of the lever were tried [values]."""
    at: str = ""
    """The level of the second lever."""

    def as_json(self) -> dict[str, object]:
        """Give the answer in the shape that the documentation promises."""
        fields = ("path", "value", "low", "high", "metric", "target", "evaluations")
        answer: dict[str, object] = {name: vars(self)[name] for name in fields}
        return {**answer, "at": self.at} if self.at else answer


@final
@dataclass(frozen=True)
class BreakEven:
    """The answer to a break-even, one solution or a frontier."""

    directory: Path
    plan: SolvePlan
    solutions: tuple[Solution, ...]


def plan_solve(
    name: str, vary: tuple[str, ...], until: tuple[str, ...], overrides: Overrides, options: Options
) -> SolvePlan:
    """Check a break-even.

    Args:
        name: a shipped scenario or break-even, or the path of either.
        vary: the lever as PATH=LOW:HIGH and at most one other with levels; as the file says where empty.
        until: what is to hold, each as METRIC[group]@year<=VALUE; as the file says where empty.
        overrides: what else is changed.
        options: how to compute.

    Raises:
        ScenarioError: with every problem.
    """
    check_replications(overrides.replications)
    document = find_study(name, SOLVE)
    scenario = name
    if document:
        scenario, overrides = document.scenario, completed(document, overrides, vary)
        vary, until = vary or document.vary, until or document.until
    lever, other = check_levers(read_factors(vary, known_parameters(), years=overrides.years))
    if not until:
        raise ScenarioError((Problem("--until", 0, 0, "", "nothing", "METRIC[group]@year<=VALUE or >=VALUE"),))
    targets = tuple(read_target(text, "--until") for text in until)
    same = settled(scenario, overrides)
    words = [scenario]
    for text in vary:
        words += [VARY, text]
    words += ["--until", str(targets[0])]
    for target in targets[1:]:
        words += ["--and", str(target)]
    command = command_text(SOLVE, tuple(words), same, options)
    return SolvePlan(scenario, lever, other, targets, same, command, document.title if document else "")


def check_levers(factors: Sequence[Factor]) -> tuple[Factor, Factor | None]:
    """Tell the lever that is searched, which has a range, from the second one, which has levels.

    Raises:
        ScenarioError: if there is not exactly one lever with a range, or more than one other.
    """
    ranges = [factor for factor in factors if factor.is_range]
    others = [factor for factor in factors if not factor.is_range]
    if len(ranges) != 1 or len(others) > 1:
        found = f"{len(ranges)} with a range and {len(others)} with levels"
        expected = "one lever as PATH=LOW:HIGH, and at most one other as PATH=A:B:N or PATH=v1,v2"
        raise ScenarioError((Problem(VARY, 0, 0, "", found, expected),))
    return ranges[0], others[0] if others else None


@dataclass(frozen=True)
class _Search:
    plan: SolvePlan
    options: Options
    watcher: Watcher

    def values_at(self, level: str, values: Sequence[float]) -> list[FloatArray]:
        """What every target's number is at some values of the lever, each of shape (targets, replications)."""
        points = self.points(level, [written(value, is_whole=self.plan.lever.is_whole) for value in values])
        play_plans([point.plan for point in points], self.options, self.watcher)
        runs = [read_run(point.plan) for point in points]
        return [
            np.array([values_in_all(run.replications, target.question) for target in self.plan.targets]) for run in runs
        ]

    def points(self, level: str, values: Sequence[str]) -> tuple[Point, ...]:
        plan = self.plan
        if plan.other is None:
            rows: list[tuple[str, ...]] = [(value,) for value in values]
            return plan_points(plan.name, (plan.lever,), rows, plan.overrides, self.options)
        rows = [(value, level) for value in values]
        return plan_points(plan.name, (plan.lever, plan.other), rows, plan.overrides, self.options)


def solve_plan(plan: SolvePlan, options: Options, watcher: Watcher) -> BreakEven:
    """Search the break-even at every level of the second lever, and write what was tried.

    Args:
        plan: what is searched.
        options: how to compute.
        watcher: told how it goes.

    Raises:
        ScenarioError: with every problem of both ends of the range, before anything is played.
        ResultsError: if a target asks for a number that a run does not have, or results cannot be written.
        InvariantError: if a rule of the model broke.
    """
    search = _Search(plan, options, watcher)
    levels = plan.other.levels if plan.other else ("",)
    ends = [written(end, is_whole=plan.lever.is_whole) for end in plan.lever.ends]
    runs = [point.plan.setup.run_id for level in levels for point in search.points(level, ends)]
    solutions, lines = [], []
    for level in levels:
        solution, tried = _solved(search, level)
        solutions.append(solution)
        lines += [(level, *line) for line in tried]
    targets = [str(target) for target in plan.targets]
    folder = options.out / f"solve-{digest(plan.lever.path, *targets, *runs)}"
    _write(folder, plan, solutions, lines, watcher)
    return BreakEven(folder, plan, tuple(solutions))


def _solved(search: _Search, level: str) -> tuple[Solution, list[tuple[object, ...]]]:
    plan = search.plan
    low, high = plan.lever.ends
    kept: dict[float, FloatArray] = {}
    sizes: list[float] = []

    def excess(values: Sequence[float]) -> list[FloatArray]:
        some = search.values_at(level, values)
        kept.update(zip(values, some, strict=True))
        if not sizes:
            sizes.extend(_sizes(plan.targets, some))
        return [_worst(plan.targets, each, sizes) for each in some]

    step = max((high - low) * _CLOSE, 1.0 if plan.lever.is_whole else 0.0)
    crossing = find_crossing(excess, low, high, step=step, is_whole=plan.lever.is_whole)
    return _solution(plan, level, crossing, kept, sizes), list(_lines(plan, kept))


def _sizes(targets: Sequence[Target], at_ends: Sequence[FloatArray]) -> list[float]:
    """How large each target's excess is at the ends of the range, so that several can be weighed together."""
    sizes = [
        max(float(np.abs([target.excess(value) for value in each[place]]).mean()) for each in at_ends)
        for place, target in enumerate(targets)
    ]
    return [size or 1.0 for size in sizes]


def _worst(targets: Sequence[Target], values: FloatArray, sizes: Sequence[float]) -> FloatArray:
    """By how much each replication misses the target that it misses most, shape (replications,)."""
    rows = [
        [target.excess(value) / size for value in row]
        for target, row, size in zip(targets, values.tolist(), sizes, strict=True)
    ]
    worst: FloatArray = np.max(np.array(rows), axis=0)
    return worst


def _solution(
    plan: SolvePlan, level: str, crossing: Crossing | None, kept: dict[float, FloatArray], sizes: Sequence[float]
) -> Solution:
    metrics = ", ".join(target.question.metric for target in plan.targets)
    text = " and ".join(str(target) for target in plan.targets)
    if crossing is None:
        is_met = float(_worst(plan.targets, kept[plan.lever.ends[0]], sizes).mean()) <= 0
        return Solution(plan.lever.path, None, None, None, is_met, metrics, text, len(kept), level)
    nearest = crossing.whole() if plan.lever.is_whole else crossing
    ends = (nearest.low, nearest.high)
    return Solution(plan.lever.path, nearest.value, *ends, nearest.is_met_below, metrics, text, len(kept), level)


def _lines(plan: SolvePlan, kept: dict[float, FloatArray]) -> Iterator[tuple[object, ...]]:
    for value, table in sorted(kept.items(), key=lambda pair: pair[0]):
        for target, row in zip(plan.targets, table.tolist(), strict=True):
            for replication, each in enumerate(row, start=1):
                yield number(value), replication, str(target), number(each)


def _write(
    folder: Path,
    plan: SolvePlan,
    solutions: Sequence[Solution],
    lines: Sequence[Sequence[object]],
    watcher: Watcher,
) -> None:
    content = {
        "title": plan.title,
        "scenario": plan.name,
        "lever": {"path": plan.lever.path, "unit": plan.lever.unit, "doc": plan.lever.doc, "since": plan.lever.since},
        "other": plan.other.path if plan.other else None,
        "solutions": [solution.as_json() for solution in solutions],
        "replications": plan.overrides.replications,
        "seed": plan.overrides.seed,
        "scale": plan.overrides.scale,
    }
    with open_folder(folder, watcher), rewriting(folder, study_manifest("solve", folder, content, plan.command)):
        write_table(folder / _EVALUATIONS, ("at", "value", "replication", "target", "found"), lines)
