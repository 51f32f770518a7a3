"""Scenarios are swept and break-evens found from Python just as by the commands."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.public_runs import Name

if TYPE_CHECKING:
    from sim.study.executors import Pool
    from sim.study.solves import BreakEven
    from sim.study.sweeps import Sweep
    from sim.study.watcher import AbstractWatcher


def sweep(
    scenario: Name,
    *,
    vary: Sequence[str] = (),
    design: str | None = None,
    points: int | None = None,
    set: Sequence[str] = (),
    replications: int | str | None = None,
    seed: int | None = None,
    years: int | None = None,
    scale: float = 1.0,
    fixed: bool = False,
    fresh: bool = False,
    keep: str = "metrics",
    jobs: int | None = 1,
    executor: "str | Pool" = "local",
    resume: bool = False,
    out: Name = "results",
    watcher: "AbstractWatcher | None" = None,
) -> "Sweep":
    """Play a scenario at many points on the same luck, and put the results of all into one long table.

    Every point is read and checked before the first is played.

    Args:
        scenario: the name of a shipped scenario or sweep, or the path of a file of either.
        vary: what varies, each as `PATH=A:B:N` (ends included), `PATH=A:B` (a range) or `PATH=v1,v2`.
        design: `grid`, `lhs` or `sobol`; a grid, or as the sweep's file says, where None.
        points: how many points of `lhs` or `sobol`.
        set: changes made at every point, each as `PATH=VALUE`.
        replications: how often the years are played at each point.
        seed: the number that all luck is drawn from.
        years: length of the run.
        scale: the share of the world that is simulated, in (0, 1].
        fixed: leave uncertain leaves at their central values.
        fresh: play again what is stored.
        keep: `metrics` for metrics and ledger only, `series` for everything recorded.
        jobs: replications played at once.
        executor: `local`, `dask://HOST:PORT`, or anything with the protocol of concurrent.futures.Executor.
        resume: insist that some of the work is done already.
        out: the folder under which results are stored.
        watcher: told how it goes.

    Raises:
        ScenarioError: with every problem of every point.
        ResultsError, InvariantError: if results cannot be written, or a rule of the model broke.
    """
    from pathlib import Path

    from sim.facts.scenario import Overrides
    from sim.report.reports import write_report
    from sim.study.plans import Keep, Options
    from sim.study.precision import number_of
    from sim.study.sweep_plans import Asked, plan_sweep
    from sim.study.sweeps import sweep_points
    from sim.study.watcher import SilentWatcher

    overrides = Overrides(tuple(set), number_of(replications), seed, years, scale)
    options = Options(Path(out), jobs, fixed, fresh, Keep(keep), executor, resume)
    plan = plan_sweep(Asked(str(scenario), tuple(vary), design, points), overrides, options)
    return sweep_points(plan, options, watcher or SilentWatcher(), page=write_report)


def solve(
    scenario: Name,
    *,
    vary: Sequence[str] = (),
    until: Sequence[str] = (),
    set: Sequence[str] = (),
    replications: int | str | None = None,
    seed: int | None = None,
    years: int | None = None,
    scale: float = 1.0,
    fixed: bool = False,
    jobs: int | None = 1,
    executor: "str | Pool" = "local",
    resume: bool = False,
    out: Name = "results",
    watcher: "AbstractWatcher | None" = None,
) -> "BreakEven":
    """Find the value of a lever at which a target begins or ceases to be met, with its interval.

    Args:
        scenario: the name of a shipped scenario or break-even, or the path of a file of either.
        vary: the lever as `PATH=LOW:HIGH`; with another as `PATH=A:B:N` or `PATH=v1,v2` the answer is a frontier.
        until: what is to hold, each as `METRIC[group]@year<=VALUE` or `>=VALUE`.
        set: changes made throughout, each as `PATH=VALUE`.
        replications: how often the years are played at each value.
        seed: the number that all luck is drawn from.
        years: length of the run.
        scale: the share of the world that is simulated, in (0, 1].
        fixed: leave uncertain leaves at their central values.
        jobs: replications played at once.
        executor: `local`, `dask://HOST:PORT`, or anything with the protocol of concurrent.futures.Executor.
        resume: insist that some of the work is done already.
        out: the folder under which results are stored.
        watcher: told how it goes.

    Raises:
        ScenarioError: with every problem.
        ResultsError: if a run has no such number, or results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    from pathlib import Path

    from sim.facts.scenario import Overrides
    from sim.study.plans import Options
    from sim.study.precision import number_of
    from sim.study.solve_plans import plan_solve
    from sim.study.solves import solve_plan
    from sim.study.watcher import SilentWatcher

    overrides = Overrides(tuple(set), number_of(replications), seed, years, scale)
    options = Options(Path(out), jobs, fixed, executor=executor, resume=resume)
    plan = plan_solve(str(scenario), tuple(vary), tuple(until), overrides, options)
    return solve_plan(plan, options, watcher or SilentWatcher())
