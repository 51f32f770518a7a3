"""Every point of a sweep is a scenario of its own, read and checked before the first of them is played."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sim.base.errors import Problem, ScenarioError
from sim.scenario.scenario import Overrides, load, load_variants
from sim.study.designs import Values
from sim.study.factors import VARY, Factor
from sim.study.plans import Options, Plan, plan_of

_SET = "--set"


@dataclass(frozen=True)
class Point:
    """One point of a sweep: the values of the factors and the plan of its run."""

    number: int
    """Counted from 1 in the order of the design."""
    values: Values
    plan: Plan


def plan_points(
    name: str, factors: Sequence[Factor], rows: Sequence[Values], overrides: Overrides, options: Options
) -> tuple[Point, ...]:
    """Read the scenario at every point.

    Args:
        name: a shipped name or a path.
        factors: what varies.
        rows: one value for each factor, point by point.
        overrides: what else is changed, the same at every point.
        options: how to compute.

    Raises:
        ScenarioError: with every problem of every point.
    """
    same = settled(name, overrides)
    variants = [replace(same, set=(*overrides.set, *settings(factors, row))) for row in rows]
    try:
        scenarios = load_variants(name, variants)
    except ScenarioError as error:
        raise ScenarioError(_blamed(error.problems, factors)) from None
    triples = zip(rows, variants, scenarios, strict=True)
    points = tuple(
        Point(number, row, plan_of(name, scenario, variant, options))
        for number, (row, variant, scenario) in enumerate(triples, start=1)
    )
    _check_that_they_differ(points, factors)
    return points


def _check_that_they_differ(points: Sequence[Point], factors: Sequence[Factor]) -> None:
    """Refuse points with different values that are one and the same run: the values would label nothing.

    Raises:
        ScenarioError: with every such pair.
    """
    rows: dict[str, Values] = {}
    pairs = [(rows.setdefault(point.plan.setup.run_id, point.values), point.values) for point in points]
    path = ", ".join(factor.path for factor in factors)
    problems = tuple(
        Problem(VARY, 0, 0, path, f"one scenario at {_told(first)} and at {_told(other)}", "values that change it")
        for first, other in pairs
        if first != other
    )
    if problems:
        raise ScenarioError(problems)


def _told(row: Values) -> str:
    return "; ".join(row)


def settled(name: str, overrides: Overrides) -> Overrides:
    """State the replications and the seed that the scenario gives where the user gives none.

    Raises:
        ScenarioError: with every problem of the scenario as it is.
    """
    scenario = load(name, overrides)
    return replace(overrides, replications=scenario.run.replications, seed=scenario.run.seed)


def settings(factors: Sequence[Factor], row: Values) -> tuple[str, ...]:
    """Write the values of a point as `--set` takes them."""
    return tuple(factor.setting(value) for factor, value in zip(factors, row, strict=True))


def _blamed(problems: Sequence[Problem], factors: Sequence[Factor]) -> tuple[Problem, ...]:
    """Name the option under which the user wrote a value that does not fit."""
    paths = {factor.path for factor in factors}
    return tuple(
        replace(problem, file=VARY) if problem.file == _SET and problem.path in paths else problem
        for problem in problems
    )
