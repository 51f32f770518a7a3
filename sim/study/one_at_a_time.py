"""Ranks uncertain parameters: each is put to an end of its range, one at a time, all else at its centre.

The other end is played for those alone that moved most; a number that does little at one end seldom does much at the
other, and history takes some ten seconds to replay.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.metric_key import MetricKey
from sim.scenario.parameter import AnyParameter
from sim.study.calibrate import CalibrationProblem, inputs_at, standardised_residuals
from sim.study.calibration_parameters import FreeParameter
from sim.study.folders import open_folder
from sim.study.forcing import with_forcing
from sim.study.plans import Options
from sim.study.progress import Watcher
from sim.study.tasks import EvaluationTask, Values, evaluate

MOST_SHOWN = 10
"""So many are told [numbers]."""
_BOTH = 30
"""So many are put to the other end too [numbers]."""
_WEAKNESS = ("official", "secondary", "estimate", "recalled", "assumption")
"""Qualities of sources, the strongest first."""


@dataclass(frozen=True)
class RankedParameter:
    """One number, what it moves and how weak its source is."""

    name: str
    """A parameter, or a table of parameters that are drawn together."""
    effect: float
    """Root of the sum over all targets of the squared distance between both ends [tolerances]."""
    target: MetricKey
    """What it moves most."""
    low: float
    """Of that target, with the number at its low end."""
    high: float
    """Of that target, with the number at its high end."""
    sources: tuple[str, ...]
    quality: str
    """Of the weakest source."""


def rank_parameters(problem: CalibrationProblem, options: Options, watcher: Watcher) -> tuple[RankedParameter, ...]:
    """Play history with uncertain numbers at the ends of their ranges, and rank them; what was played is found.

    Raises:
        ResultsError: if results cannot be read or written.
        InvariantError: if a rule of the model broke.
    """
    names = tuple(
        dict.fromkeys(problem.scenario.parameters[path].spec.draw_name for path in problem.scenario.uncertain())
    )
    setup = problem.plan.setup
    with open_folder(problem.directory, watcher):
        (problem.directory / "ends").mkdir(exist_ok=True)
        lows = [_task(problem, name, 0.0) for name in names]
        centre, *values = evaluate([_task(problem, None, 0.0), *lows], setup, options, watcher)
        low = dict(zip(names, values, strict=True))
        here = standardised_residuals(problem, centre)
        moved = {name: float(np.sum((standardised_residuals(problem, low[name]) - here) ** 2)) for name in names}
        most = sorted(names, key=lambda name: (-moved[name], name))[:_BOTH]
        high = evaluate([_task(problem, name, 1.0) for name in most], setup, options, watcher)
    ranked = [_ranked(problem, name, low[name], values) for name, values in zip(most, high, strict=True)]
    return tuple(sorted(ranked, key=lambda one: (-one.effect, one.name)))


def _task(problem: CalibrationProblem, name: str | None, place: float) -> EvaluationTask:
    """History with one number at an end of its range, or with all at the centre."""
    inputs = problem.scenario.compile(1, fixed=True)
    if name is not None:
        inputs = inputs_at(inputs, (FreeParameter(name, None, "", ""),), np.array([place]), problem.scenario)
    end = "centre" if name is None else f"{name}.{'low' if place == 0.0 else 'high'}"
    wanted = tuple(one.key for one in problem.targets)
    return EvaluationTask(with_forcing(inputs, problem.forcing), wanted, problem.directory / "ends" / f"{end}.json")


def _ranked(problem: CalibrationProblem, name: str, low: Values, high: Values) -> RankedParameter:
    apart = standardised_residuals(problem, high) - standardised_residuals(problem, low)
    target = problem.targets[int(np.argmax(np.abs(apart)))].key
    parameters = FreeParameter(name, None, "", "").parameters(problem.scenario.parameters)
    sources, quality = _sources(problem, parameters)
    nothing = float("nan")
    ends = low.get(target, nothing), high.get(target, nothing)
    return RankedParameter(name, float(np.sqrt(np.sum(apart**2))), target, *ends, sources, quality)


def _sources(problem: CalibrationProblem, parameters: Sequence[AnyParameter]) -> tuple[tuple[str, ...], str]:
    references = tuple(
        dict.fromkeys(entry.source for parameter in parameters for entry in parameter.entries if entry.source)
    )
    qualities = [problem.scenario.sources[each].quality for each in references]
    return references, max(qualities, key=_WEAKNESS.index, default="assumption")
