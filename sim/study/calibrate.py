"""Fits the model to FY2016 and FY2017, or to one of them alone to see how well the other is foretold (holdout)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import final

import numpy as np

from sim.base.draws import FloatArray
from sim.base.metric_key import WHOLE, MetricKey
from sim.data.observed import NOTHING
from sim.data.published import Published, Use, published_values, read_meanings, shipped_rows
from sim.data.seeds import Row, read_rows
from sim.data.tree import Findings
from sim.results.manifest import digest
from sim.scenario.inputs import Inputs
from sim.scenario.library import shipped_library
from sim.scenario.resolved import Scenario
from sim.scenario.scenario import Overrides, load
from sim.study.backtest import FIRST, LAST, SCENARIO
from sim.study.calibration_parameters import FreeParameter, centre, read_free_parameters
from sim.study.fitting import Direction, Fit, directions, fit
from sim.study.folders import open_folder
from sim.study.forcing import Forcing, forcing_of, with_forcing
from sim.study.observations import joined, scored_in, shipped_history, with_sums, year_of
from sim.study.plans import Options, Plan, plan_of
from sim.study.progress import Watcher
from sim.study.tasks import EvaluationTask, Values, evaluate, stored_values

SCALE = 0.1
"""The share of the world that is played in a calibration [share]."""
ROUNDS = 3
"""Steps of the search at most [steps]."""
CALIBRATED = (2016, 2017)
"""The fiscal years whose published values are aimed at."""
_TOLERANCES = "calibration/tolerances.csv"
_SUMS_ROUNDS = 2
"""How often sums are fitted in closed form before the search [times]."""
_QUARTER = 4.0
"""A published range is taken to be four standard deviations wide [1]."""


@dataclass(frozen=True)
class CalibrationProblem:
    """Everything that a calibration needs, ready to be played."""

    scenario: Scenario
    plan: Plan
    free: tuple[FreeParameter, ...]
    wanted: tuple[MetricKey, ...]
    """Everything that is read of a run, targets of the years left out among it."""
    targets: tuple[Published, ...]
    tolerance: FloatArray
    """Standard deviation of each target, in its unit, shape (targets,)."""
    prior: float
    """Standard deviation of the place of each number in its range [place]."""
    forcing: Forcing
    directory: Path

    def inputs(self, place: FloatArray) -> Inputs:
        """Lay a point into the inputs; everything else keeps its central value and its draws."""
        inputs = self.scenario.compile(1, fixed=True)
        return with_forcing(inputs_at(inputs, self.free, place, self.scenario), self.forcing)


@final
@dataclass(frozen=True)
class Calibration:
    """Where a calibration ended."""

    problem: CalibrationProblem
    before: Values
    after: Values
    fit: Fit
    directions: tuple[Direction, ...]
    played: int
    """Runs that were needed, found ones included [runs]."""


def inputs_at(inputs: Inputs, free: Sequence[FreeParameter], place: FloatArray, scenario: Scenario) -> Inputs:
    """Move free numbers to their places in the inputs of a run."""
    values = dict(inputs.values)
    for one, where in zip(free, place.tolist(), strict=True):
        for parameter in one.parameters(scenario.parameters):
            values[parameter.path] = one.moved(parameter, values[parameter.path], scenario.run.start, where)
    return replace(inputs, values=values)


def plan_calibration(
    options: Options, *, scale: float = SCALE, years: tuple[int, ...] = CALIBRATED, is_fitted: bool = False
) -> CalibrationProblem:
    """Read the scenario without fitted numbers, what is free, and the targets of the years.

    Args:
        options: where results go and how many runs at once.
        scale: the share of the world that is played.
        years: fiscal years whose targets count; one of them is left out to see how well it is foretold.
        is_fitted: whether stored fitted numbers lie over the base; a new calibration starts without them.

    Raises:
        ScenarioError: with every problem of the scenario and of the tables.
    """
    library = replace(shipped_library(), is_fitted=is_fitted)
    overrides = Overrides((f"run.start={FIRST}",), 1, None, len(CALIBRATED), scale)
    scenario = load(SCENARIO, overrides, library)
    findings = Findings()
    free = read_free_parameters(library.seeds, scenario.parameters, scenario.base, findings)
    meanings = read_meanings(library.seeds, findings)
    rows = shipped_rows(library.seeds, meanings, findings)
    tolerances = {row.cells[0]: float(row.cells[1]) for row in _tolerance_rows(library.seeds, findings)}
    findings.raise_if_any()
    known = with_sums(joined(published_values(library.seeds), shipped_history(rows, meanings)))
    inside = scored_in(known, FIRST, date(LAST.year, 10, 1))
    targets = tuple(one for one in inside if one.use is Use.TARGET and year_of(one.period) in years)
    source = forcing_of(scenario.history, (rows, known), NOTHING, CALIBRATED)
    plan = plan_of(SCENARIO, scenario, overrides, replace(options, fixed=True))
    name = digest(plan.setup.run_id, *(one.label for one in free))
    tolerance = np.array([_tolerance(one, tolerances) for one in targets])
    folder = options.out / f"calibration-{name}"
    wanted = tuple(one.key for one in inside)
    return CalibrationProblem(
        scenario, plan, free, wanted, targets, tolerance, tolerances["prior"], source.forcing, folder
    )


def calibrate(problem: CalibrationProblem, options: Options, watcher: Watcher, *, rounds: int = ROUNDS) -> Calibration:
    """Fit the free numbers; what was played before is found, so an interrupted calibration goes on.

    Raises:
        ResultsError: if results cannot be read or written.
        InvariantError: if a rule of the model broke.
    """
    with open_folder(problem.directory, watcher):
        (problem.directory / "runs").mkdir(exist_ok=True)
        runs = _Runs(problem, options, watcher)
        start = np.array(centre(len(problem.free)))
        (before,) = runs.values([start])
        for _ in range(_SUMS_ROUNDS):
            start = _sums(problem, start, runs.values([start])[0])
        residuals = partial(_residuals, problem, runs)
        fitted = fit(residuals, start, prior=problem.prior, rounds=rounds)
        (after,) = runs.values([fitted.place])
    open_ = directions(fitted.covariance, [one.label for one in problem.free])
    return Calibration(problem, before, after, fitted, open_, runs.played)


class _Runs:
    """Plays the model at points, each once."""

    def __init__(self, problem: CalibrationProblem, options: Options, watcher: Watcher) -> None:
        self._problem, self._options, self._watcher = problem, options, watcher
        self.played = 0

    def values(self, points: Sequence[FloatArray]) -> tuple[Values, ...]:
        """Give what the model says at each point."""
        tasks = [self._task(point) for point in points]
        self.played += len(tasks)
        if all(task.path.exists() for task in tasks):
            return stored_values(task.path for task in tasks)
        return evaluate(tasks, self._problem.plan.setup, self._options, self._watcher)

    def _task(self, point: FloatArray) -> EvaluationTask:
        name = digest(*(repr(round(place, 9)) for place in point.tolist()))
        return EvaluationTask(
            self._problem.inputs(point), self._problem.wanted, self._problem.directory / "runs" / f"{name}.json"
        )


def _residuals(problem: CalibrationProblem, runs: _Runs, points: Sequence[FloatArray]) -> list[FloatArray]:
    return [standardised_residuals(problem, values) for values in runs.values(points)]


def standardised_residuals(problem: CalibrationProblem, values: Values) -> FloatArray:
    """Simulated less published over tolerance; a target without a simulated value counts as met."""
    truth = np.array([one.value for one in problem.targets])
    simulated = np.array([values.get(one.key, one.value) for one in problem.targets])
    return (simulated - truth) / problem.tolerance


def _sums(problem: CalibrationProblem, place: FloatArray, values: Values) -> FloatArray:
    """Move numbers that a metric is proportional to so that the metric meets its sum over the years."""
    moved = place.copy()
    for number, one in enumerate(problem.free):
        goals = [t for t in problem.targets if one.metric and (t.metric, t.group) == (one.metric, one.group)]
        simulated = sum(values.get(goal.key, 0.0) for goal in goals if goal.fiscal_year.isdigit())
        if simulated:
            ratio = sum(goal.value for goal in goals if goal.fiscal_year.isdigit()) / simulated
            moved[number] = _place_of(problem.scenario, one, place[number], ratio)
    return moved


def _place_of(scenario: Scenario, one: FreeParameter, place: float, ratio: float) -> float:
    """Find the place at which the first value of a number is so many times what it is at another place."""
    parameter = one.parameters(scenario.parameters)[0]
    entry = parameter.entries[0]
    if not isinstance(entry.value, int | float) or entry.low is None or entry.high is None:
        return place
    ends = np.array([entry.low, float(entry.value), entry.high])
    value = float(np.interp(place, [0.0, 0.5, 1.0], ends))
    return float(np.interp(value * ratio, ends, [0.0, 0.5, 1.0]))


def _tolerance(one: Published, tolerances: dict[str, float]) -> float:
    """The standard deviation of a target: by its quality, and no less than its own range says."""
    by_quality = tolerances[one.quality] * abs(one.value)
    own = max(by_quality, (one.high - one.low) / _QUARTER) * (1.0 if one.group == WHOLE else tolerances["group"])
    return own if one.fiscal_year.isdigit() else own * tolerances["month"]


def _tolerance_rows(seeds: Path, findings: Findings) -> tuple[Row, ...]:
    columns = ("what", "value", "unit", "note")
    return read_rows(seeds / _TOLERANCES, f"seeds/{_TOLERANCES}", columns=columns, findings=findings)


@dataclass(frozen=True)
class HeldOutValue:
    """One published value of a year that was left out of the fit."""

    published: Published
    start: float
    """Simulated with every number at its central value."""
    foretold: float
    """Simulated with numbers fitted to the other year."""

    @property
    def error(self) -> float:
        """Foretold over published, less one [share]."""
        return self.foretold / self.published.value - 1.0


def holdout(options: Options, watcher: Watcher, *, scale: float = SCALE) -> tuple[HeldOutValue, ...]:
    """Fit to each year alone and foretell the other; both fits share what they play.

    Args:
        options: where results go and how many runs at once.
        watcher: told how it goes.
        scale: the share of the world that is played.

    Raises:
        ScenarioError: with every problem of the tables.
        ResultsError: if results cannot be read or written.
    """
    targets = plan_calibration(options, scale=scale).targets
    held_out = []
    for left_out in CALIBRATED:
        others = tuple(year for year in CALIBRATED if year != left_out)
        fitted = calibrate(plan_calibration(options, scale=scale, years=others), options, watcher)
        for one in targets:
            if year_of(one.period) == left_out and one.fiscal_year.isdigit() and one.key in fitted.after:
                held_out.append(HeldOutValue(one, fitted.before[one.key], fitted.after[one.key]))
    return tuple(held_out)
