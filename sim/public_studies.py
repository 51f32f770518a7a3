"""Scenarios are swept and break-evens found from Python just as by the commands."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from sim.public_options import Name, Played, Stored, Study

if TYPE_CHECKING:
    from sim.study.solves import BreakEven
    from sim.study.sweeps import Sweep


def sweep(
    scenario: Name,
    *,
    vary: Sequence[str] = (),
    design: str | None = None,
    points: int | None = None,
    **options: Unpack[Stored],
) -> "Sweep":
    """Play a scenario at many points on the same luck, and put the results of all into one long table.

    Every point is read and checked before the first is played.

    Args:
        scenario: the name of a shipped scenario or sweep, or the path of a file of either.
        vary: what varies, each as `PATH=A:B:N` (ends included), `PATH=A:B` (a range) or `PATH=v1,v2`.
        design: `grid`, `lhs` or `sobol`; a grid, or as the sweep's file says, where None.
        points: how many points of `lhs` or `sobol`.
        options: those of `sim.public_options.Stored`.

    Raises:
        TypeError: if there is no such option.
        ScenarioError: with every problem of every point.
        ResultsError, InvariantError: if results cannot be written, or a rule of the model broke.
    """
    from sim.report.reports import write_report
    from sim.study.sweep_plans import Asked, plan_sweep
    from sim.study.sweeps import sweep_points

    study = Study.of(**options)
    plan = plan_sweep(Asked(str(scenario), tuple(vary), design, points), study.overrides, study.options)
    return sweep_points(plan, study.options, study.watcher, page=write_report)


def solve(
    scenario: Name,
    *,
    vary: Sequence[str] = (),
    until: Sequence[str] = (),
    **options: Unpack[Played],
) -> "BreakEven":
    """Find the value of a lever at which a target begins or ceases to be met, with its interval.

    Args:
        scenario: the name of a shipped scenario or break-even, or the path of a file of either.
        vary: the lever as `PATH=LOW:HIGH`; with another as `PATH=A:B:N` or `PATH=v1,v2` the answer is a frontier.
        until: what is to hold, each as `METRIC[group]@year<=VALUE` or `>=VALUE`.
        options: those of `sim.public_options.Played`.

    Raises:
        TypeError: if there is no such option.
        ScenarioError: with every problem.
        ResultsError: if a run has no such number, or results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    from sim.study.solve_plans import plan_solve
    from sim.study.solves import solve_plan

    study = Study.of(**options)
    plan = plan_solve(str(scenario), tuple(vary), tuple(until), study.overrides, study.options)
    return solve_plan(plan, study.options, study.watcher)
