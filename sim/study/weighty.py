"""Which uncertain numbers matter most: each is put to both ends of its range, one at a time, all else at its centre."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.facts.free import Free
from sim.facts.leaves import AnyLeaf
from sim.results.run_directory import locked
from sim.results.spans import Wanted
from sim.study.calibrate import Problem, placed, standardised
from sim.study.experiment import explained, jobs_for
from sim.study.given import applied
from sim.study.plans import Options
from sim.study.readings import Reading, Values, read_all, stored_values
from sim.study.watcher import AbstractWatcher

TEN = 10
"""So many are told [numbers]."""
_WEAKNESS = ("official", "secondary", "estimate", "recalled", "assumption")
"""Qualities of sources, the strongest first."""


@dataclass(frozen=True)
class Weighty:
    """One number, what it moves and how weak its source is."""

    name: str
    """A leaf, or a table of leaves that are drawn together."""
    effect: float
    """Root of the sum over all targets of the squared distance between both ends [tolerances]."""
    target: Wanted
    """What it moves most."""
    low: float
    """Of that target, with the number at its low end."""
    high: float
    """Of that target, with the number at its high end."""
    sources: tuple[str, ...]
    quality: str
    """Of the weakest source."""


def weighty(problem: Problem, options: Options, watcher: AbstractWatcher) -> tuple[Weighty, ...]:
    """Play history with every uncertain number at both ends, and rank them; what was played before is found.

    Raises:
        ResultsError: if results cannot be read or written.
        InvariantError: if a rule of the model broke.
    """
    names = tuple(dict.fromkeys(problem.scenario.leaves[path].spec.luck for path in problem.scenario.uncertain()))
    with explained():
        (problem.directory / "ends").mkdir(parents=True, exist_ok=True)
        with locked((problem.directory,), watcher.waits_for):
            tasks = [_task(problem, name, place) for name in names for place in (0.0, 1.0)]
            missing = [task for task in tasks if not task.path.exists()]
            watcher.begins(len(tasks) - len(missing), len(missing))
            jobs = jobs_for(options, len(tasks), problem.plan.setup)
            read_all(missing, jobs, lambda done: watcher.goes_on(done, len(missing)))
            values = stored_values(task.path for task in tasks)
    found = [_weighed(problem, name, *values[2 * n : 2 * n + 2]) for n, name in enumerate(names)]
    return tuple(sorted(found, key=lambda one: (-one.effect, one.name)))


def _task(problem: Problem, name: str, place: float) -> Reading:
    free = (Free(name, None, "", ""),)
    inputs = problem.scenario.compile(1, fixed=True)
    moved = placed(inputs, free, np.array([place]), problem.scenario)
    wanted = tuple(one.key for one in problem.targets)
    end = "low" if place == 0.0 else "high"
    return Reading(applied(moved, problem.given), wanted, problem.directory / "ends" / f"{name}.{end}.json")


def _weighed(problem: Problem, name: str, low: Values, high: Values) -> Weighty:
    apart = standardised(problem, high) - standardised(problem, low)
    target = problem.targets[int(np.argmax(np.abs(apart)))].key
    leaves = Free(name, None, "", "").leaves(problem.scenario.leaves)
    sources, quality = _sources(problem, leaves)
    nothing = float("nan")
    ends = low.get(target, nothing), high.get(target, nothing)
    return Weighty(name, float(np.sqrt(np.sum(apart**2))), target, *ends, sources, quality)


def _sources(problem: Problem, leaves: Sequence[AnyLeaf]) -> tuple[tuple[str, ...], str]:
    references = tuple(dict.fromkeys(entry.source for leaf in leaves for entry in leaf.entries if entry.source))
    qualities = [problem.scenario.sources[each].quality for each in references]
    return references, max(qualities, key=_WEAKNESS.index, default="assumption")
