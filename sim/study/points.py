"""The points of a sweep: the values of the factors (grid, Latin hypercube, Sobol sequence), and the run at each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from sim.base.errors import Problem, ScenarioError
from sim.base.text import count_of
from sim.scenario.scenario import Overrides, load, load_variants
from sim.study.choices import Design
from sim.study.factors import VARY, Factor
from sim.study.plans import Options, Plan, plan_of

Values = tuple[str, ...]
"""One value for each factor, as it is written in a scenario."""

MOST_POINTS = 20_000
"""A sweep may have so many points [points]."""


_SET = "--set"


def points_of(design: Design, factors: Sequence[Factor], points: int | None, seed: int) -> tuple[Values, ...]:
    """List the points of a sweep, each once, in the order of the design.

    Args:
        design: how they are laid out.
        factors: what varies, at least one.
        points: how many; a grid has as many as its levels give.
        seed: shuffles the slices of a hypercube and scrambles a Sobol sequence.

    Raises:
        ScenarioError: if the design cannot be laid out.
    """
    _check(design, factors, points)
    if design is Design.GRID:
        rows = list(product(*(factor.levels for factor in factors)))
    else:
        shares = _shares(design, len(factors), points or 1, seed)
        rows = [tuple(factor.at(share) for factor, share in zip(factors, row, strict=True)) for row in shares]
    return tuple(dict.fromkeys(rows))


def notes_on_design(factors: Sequence[Factor], points: int | None, different: int) -> tuple[str, ...]:
    """Say where a sweep has fewer points than were asked for.

    Args:
        factors: what varies.
        points: how many points were asked for, where that was said.
        different: how many there are.
    """
    notes = [_fewer(f"levels of {one.path}", one.requested, len(one.levels), (one,)) for one in factors]
    notes.append(_fewer("points", points or different, different, factors))
    return tuple(note for note in notes if note)


def _fewer(what: str, requested: int, different: int, factors: Sequence[Factor]) -> str:
    if different >= requested:
        return ""
    whole = [factor.path for factor in factors if factor.is_whole]
    reason = f"; {' and '.join(whole)} must be whole" if whole else ""
    return f"{requested} {what} asked for, {different} {'differs' if different == 1 else 'differ'}{reason}"


def _check(design: Design, factors: Sequence[Factor], points: int | None) -> None:
    problems = []
    if design is Design.GRID:
        expected = "PATH=A:B:N or PATH=v1,v2 in a grid"
        problems += [
            Problem("--vary", 0, 0, factor.path, "a range without levels", expected, "or use --design lhs")
            for factor in factors
            if factor.is_range
        ]
        if points is not None:
            hint = "a grid has as many points as its levels give"
            problems.append(Problem("--points", 0, 0, "", str(points), "no number of points in a grid", hint))
    elif points is None:
        problems.append(Problem("--points", 0, 0, "", "nothing", f"the number of points of --design {design.value}"))
    count = _count(factors) if design is Design.GRID else 1 if points is None else points
    if not 1 <= count <= MOST_POINTS:
        problems.append(Problem("--points", 0, 0, "", count_of(count, "point"), f"from 1 to {MOST_POINTS}"))
    if problems:
        raise ScenarioError(tuple(problems))


def _count(factors: Sequence[Factor]) -> int:
    count = 1
    for factor in factors:
        count *= max(1, len(factor.levels))
    return count


def _shares(design: Design, factors: int, points: int, seed: int) -> list[list[float]]:
    from scipy.stats import qmc  # type: ignore[import-untyped]  # no types; a second and a half to load

    if design is Design.LHS:
        drawn = qmc.LatinHypercube(factors, rng=seed).random(points)
    else:  # drawn up to a power of two, which alone is balanced, and cut
        drawn = qmc.Sobol(factors, rng=seed).random_base2((points - 1).bit_length())[:points]
    return [[float(share) for share in row] for row in drawn]


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
        Problem(
            VARY, 0, 0, path, f"one scenario at {'; '.join(first)} and at {'; '.join(other)}", "values that change it"
        )
        for first, other in pairs
        if first != other
    )
    if problems:
        raise ScenarioError(problems)


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
