"""Scenarios are swept and break-evens found from Python just as by the commands."""

from typing import TYPE_CHECKING, Unpack

from sim.api.arguments import factors, in_keywords, scenario_name, texts, whole, word
from sim.api.options import Factors, Name, Played, Stored, Study, Texts

if TYPE_CHECKING:
    from sim.study.solves import BreakEven
    from sim.study.sweeps import Sweep


@in_keywords()
def sweep(
    scenario: Name,
    *,
    vary: Factors = None,
    design: str | None = None,
    points: int | None = None,
    **options: Unpack[Stored],
) -> "Sweep":
    """Play a scenario at many points with common random numbers, and put the results of all into one long table.

    Every point is read and checked before the first is played.

    Args:
        scenario: the name of a shipped scenario or sweep, or the path of a file of either.
        vary: what varies, each as `PATH=A:B:N` (ends included), `PATH=A:B` (a range) or `PATH=v1,v2`; or a mapping
            from paths to lists of levels, or to what stands after `PATH=`.
        design: `grid`, `lhs` or `sobol`; a grid, or as the sweep's file says, where None.
        points: how many points of `lhs` or `sobol`.
        options: those of `sim.api.options.Stored`.

    Raises:
        TypeError: if there is no such option.
        ScenarioError: with every problem of every point.
        ResultsError, InvariantError: if results cannot be written, or a rule of the model broke.
    """
    from sim.report.reports import write_report
    from sim.study.designs import MOST_POINTS, Design
    from sim.study.sweep_plans import Asked, plan_sweep
    from sim.study.sweeps import sweep_points

    study, varied = Study.of(**options), factors(vary)
    layout = None if design is None else word("--design", design, [each.value for each in Design])
    number = None if points is None else whole("--points", points, f"a whole number from 1 to {MOST_POINTS}", least=1)
    asked = Asked(scenario_name(scenario), varied, layout, number)
    plan = plan_sweep(asked, study.overrides, study.options)
    return sweep_points(plan, study.options, study.watcher, page=write_report)


@in_keywords()
def solve(
    scenario: Name,
    *,
    vary: Factors = None,
    until: Texts = None,
    **options: Unpack[Played],
) -> "BreakEven":
    """Find the value of a lever at which a target begins or ceases to be met, with its interval.

    Args:
        scenario: the name of a shipped scenario or break-even, or the path of a file of either.
        vary: the lever as `PATH=LOW:HIGH`; with another as `PATH=A:B:N` or `PATH=v1,v2` the answer is a frontier.
        until: what is to hold, each as `METRIC[group]@year<=VALUE` or `>=VALUE`.
        options: those of `sim.api.options.Played`.

    Raises:
        TypeError: if there is no such option.
        ScenarioError: with every problem.
        ResultsError: if a run has no such number, or results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    from sim.study.solve_plans import plan_solve
    from sim.study.solves import solve_plan

    study, varied = Study.of(**options), factors(vary)
    targets = texts("--until", until, "METRIC[group]@year<=VALUE")
    plan = plan_solve(scenario_name(scenario), varied, targets, study.overrides, study.options)
    return solve_plan(plan, study.options, study.watcher)
